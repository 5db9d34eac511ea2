# Reads an RSS or Atom document from standard input with Ruby's REXML; writes its titles and HTML as JSON.
require "json"
require "rexml/document"

items = []
REXML::Document.new($stdin.read).root.each_recursive do |element|
  next unless ["item", "entry"].include?(element.name)
  found = element.elements.to_a
  html = found.find { |child| child.expanded_name == "content:encoded" || child.name == "content" && child.prefix == "" }
  title = found.find { |child| child.name == "title" && child.prefix == "" }
  items << { title: title && title.text, html: html && html.text }
end
puts JSON.generate(items)
