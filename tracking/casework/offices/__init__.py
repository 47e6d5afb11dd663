"""Which office: competent by subject, respondent and level; takes petitions today; how the list shows it."""
