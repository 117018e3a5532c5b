"""What all pages share: base templates, design tokens, components, dates and languages of a request."""
