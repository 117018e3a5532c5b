"""Other people's formats coming in: Word files, spreadsheets, lists.  What was read is a proposal, never a fact."""
