# Reads an RSS or Atom document from standard input with Python's feedparser; writes its titles and HTML as JSON.
# feedparser cleans HTML of its own accord; what is to be seen here is what it found.
import json
import sys

sys.path.pop(0)
import feedparser

feedparser.SANITIZE_HTML = 0
feed = feedparser.parse(sys.stdin.buffer.read(), sanitize_html=False, resolve_relative_uris=False)
items = [{"title": entry.get("title"), "html": entry["content"][0]["value"] if "content" in entry else None} for entry in feed.entries]
print(json.dumps(items))
