# Reads an RSS or Atom document from standard input with Perl's XML::Feed; writes its titles and HTML as JSON.
use strict;
use JSON::PP;
use XML::Feed;

$XML::Atom::ForceUnicode = 1;

local $/;
my $document = <STDIN>;
my $feed = XML::Feed->parse(\$document) or die XML::Feed->errstr;
my @items = map { { title => $_->title, html => $_->content->body } } $feed->entries;
print JSON::PP->new->utf8->encode(\@items);
