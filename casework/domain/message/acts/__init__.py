"""The acts of a message, by subject: how it comes in, is dealt with, ends, is published."""
