"""The register behind standard codes: which prefixes exist, whose they are, and which division codes are possible.

Kept from general knowledge of the numbering system; a prefix that is missing is added here.  How a code is written
is in `code`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from zhunsheng.standard.wording import Words

#: Prefixes of national standards and their like, without ``/T`` (recommended) and ``/Z`` (guiding document).
NATIONAL: Mapping[str, Words] = MappingProxyType(
    {
        "GB": Words("国家标准", "national standard"),
        "GBZ": Words("国家职业卫生标准", "national occupational health standard"),
        "GBJ": Words("工程建设国家标准", "national engineering construction standard"),
        "JJF": Words("国家计量技术规范", "national metrology specification"),
        "JJG": Words("国家计量检定规程", "national metrology verification regulation"),
    }
)
#: Prefixes of industry standards, without ``/T`` and ``/Z``.
INDUSTRIES: Mapping[str, Words] = MappingProxyType(
    {
        "AQ": Words("安全生产", "work safety"),
        "BB": Words("包装", "packaging"),
        "CB": Words("船舶", "shipbuilding"),
        "CH": Words("测绘", "surveying and mapping"),
        "CJ": Words("城镇建设", "urban construction"),
        "CJJ": Words("城镇建设工程", "urban construction engineering"),
        "CY": Words("新闻出版", "press and publication"),
        "DA": Words("档案", "archives"),
        "DB": Words("地震", "earthquake"),
        "DL": Words("电力", "electric power"),
        "DY": Words("电影", "film"),
        "DZ": Words("地质矿产", "geology and minerals"),
        "EJ": Words("核工业", "nuclear industry"),
        "FZ": Words("纺织", "textiles"),
        "GA": Words("公共安全", "public security"),
        "GC": Words("国家物资储备", "state reserves"),
        "GF": Words("语言文字规范", "language and script norms"),
        "GH": Words("供销合作", "supply and marketing cooperatives"),
        "GM": Words("密码", "cryptography"),
        "GY": Words("广播电视", "radio and television"),
        "HB": Words("航空", "aviation industry"),
        "HG": Words("化工", "chemical industry"),
        "HJ": Words("生态环境", "ecology and environment"),
        "HS": Words("海关", "customs"),
        "HY": Words("海洋", "oceans"),
        "JB": Words("机械", "machinery"),
        "JC": Words("建材", "building materials"),
        "JG": Words("建筑工业", "building industry"),
        "JGJ": Words("建筑工程", "building engineering"),
        "JR": Words("金融", "finance"),
        "JT": Words("交通运输", "transport"),
        "JTG": Words("公路工程", "highway engineering"),
        "JTS": Words("水运工程", "waterway engineering"),
        "JY": Words("教育", "education"),
        "KA": Words("矿山安全", "mine safety"),
        "LB": Words("旅游", "tourism"),
        "LD": Words("劳动和劳动安全", "labour and labour safety"),
        "LS": Words("粮食", "grain"),
        "LY": Words("林业", "forestry"),
        "MH": Words("民用航空", "civil aviation"),
        "MR": Words("市场监管", "market regulation"),
        "MT": Words("煤炭", "coal"),
        "MZ": Words("民政", "civil affairs"),
        "NB": Words("能源", "energy"),
        "NY": Words("农业", "agriculture"),
        "QB": Words("轻工", "light industry"),
        "QC": Words("汽车", "motor vehicles"),
        "QJ": Words("航天", "space industry"),
        "QX": Words("气象", "meteorology"),
        "RB": Words("认证认可", "certification and accreditation"),
        "SB": Words("国内贸易", "domestic trade"),
        "SC": Words("水产", "fisheries"),
        "SF": Words("司法行政", "judicial administration"),
        "SH": Words("石油化工", "petrochemicals"),
        "SJ": Words("电子", "electronics"),
        "SL": Words("水利", "water resources"),
        "SN": Words("出入境检验检疫", "entry-exit inspection and quarantine"),
        "SW": Words("税务", "taxation"),
        "SY": Words("石油天然气", "oil and gas"),
        "TB": Words("铁路运输", "railways"),
        "TD": Words("土地管理", "land administration"),
        "TY": Words("体育", "sport"),
        "WB": Words("物资管理", "materials management"),
        "WH": Words("文化", "culture"),
        "WJ": Words("兵工民品", "civil products of the arms industry"),
        "WM": Words("外经贸", "foreign trade"),
        "WS": Words("卫生", "health"),
        "WW": Words("文物保护", "cultural relics"),
        "XB": Words("稀土", "rare earths"),
        "XF": Words("消防救援", "fire and rescue"),
        "YB": Words("黑色冶金", "ferrous metallurgy"),
        "YC": Words("烟草", "tobacco"),
        "YD": Words("通信", "communications"),
        "YJ": Words("应急管理", "emergency management"),
        "YS": Words("有色金属", "non-ferrous metals"),
        "YY": Words("医药", "medical products"),
        "YZ": Words("邮政", "postal service"),
        "ZY": Words("中医药", "traditional Chinese medicine"),
    }
)
#: Bodies above the nation; their codes keep the colon before the year.
INTERNATIONAL = frozenset({"ISO", "IEC", "ISO/IEC", "ISO/TS", "ISO/TR", "ISO/PAS", "ITU-T", "OIML"})
#: First two digits of an administrative division code (GB/T 2260), for divisions that issue local standards.
PROVINCES: Mapping[str, str] = MappingProxyType(
    {
        "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古",
        "21": "辽宁", "22": "吉林", "23": "黑龙江",
        "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东",
        "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
        "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏",
        "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆",
    }
)  # fmt: skip
#: Provinces without cities that have districts below them: they issue at provincial level only.
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def is_division(digits: str) -> bool:
    """Whether a province (2 digits) or a city with districts (4 digits) may have this division code.

    >>> [is_division(digits) for digits in ("44", "4401", "47", "1101", "4490")]
    [True, True, False, False, False]
    """
    if digits[:2] not in PROVINCES:
        return False
    return len(digits) == 2 or (digits[:2] not in MUNICIPALITIES and 1 <= int(digits[2:]) <= 70)
