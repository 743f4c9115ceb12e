"""How orders are worded in Chinese: vocabulary, clauses, subjects, parts."""
