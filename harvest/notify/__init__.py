"""Telling people what a run changed: webhooks and e-mail, only when there is something to tell."""
