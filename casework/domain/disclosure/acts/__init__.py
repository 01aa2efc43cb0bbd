"""One file a subject: what its acts bring, what they change, what forbids them, their rows."""
