"""The network: the only room that opens a socket; politely, with limits, and into no private network by surprise."""
