# Reads an RSS or Atom document from standard input with Python's xml.etree; writes its titles and HTML as JSON.
import json
import sys
import xml.etree.ElementTree as ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
root = ElementTree.fromstring(sys.stdin.buffer.read())
items = [{"title": item.findtext("title"), "html": item.findtext(CONTENT)} for item in root.iter("item")]
items += [{"title": entry.findtext(ATOM + "title"), "html": entry.findtext(ATOM + "content")} for entry in root.iter(ATOM + "entry")]
print(json.dumps(items))
