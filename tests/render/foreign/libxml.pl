# Reads an RSS or Atom document from standard input with Perl's XML::LibXML; writes its titles and HTML as JSON.
use strict;
use JSON::PP;
use XML::LibXML;

my $document = XML::LibXML->load_xml(IO => \*STDIN);
my @items;
for my $item ($document->findnodes('//*[local-name()="item" or local-name()="entry"]')) {
    my ($title) = $item->findnodes('*[local-name()="title" and not(contains(name(), ":"))]');
    my ($html) = $item->findnodes('*[name()="content:encoded" or name()="content"]');
    push @items, { title => $title && $title->textContent, html => $html && $html->textContent };
}
print JSON::PP->new->utf8->encode(\@items);
