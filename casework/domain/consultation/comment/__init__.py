"""A comment on a consultation's draft: a small procedure of its own on the same kernel."""
