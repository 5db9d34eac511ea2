# Reads an RSS or Atom document from standard input with Ruby's rss; writes its titles and HTML as JSON.
require "json"
require "rss"

items = RSS::Parser.parse($stdin.read, false).items.map do |item|
  next { title: item.title&.content, html: item.content&.content } if item.respond_to?(:content)
  { title: item.title, html: item.content_encoded }
end
puts JSON.generate(items)
