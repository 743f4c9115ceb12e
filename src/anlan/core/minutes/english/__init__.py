"""How orders are worded in English: vocabulary, owners, sentences, openings."""
