<?php
// Reads an RSS or Atom document from standard input with PHP's SimpleXML; writes its titles and HTML as JSON.
$document = simplexml_load_string(stream_get_contents(STDIN));
$items = [];
foreach ($document->channel->item ?? [] as $item) {
    $encoded = $item->children('http://purl.org/rss/1.0/modules/content/')->encoded;
    $items[] = ['title' => isset($item->title) ? (string) $item->title : null, 'html' => (string) $encoded];
}
foreach ($document->entry ?? [] as $entry) {
    $items[] = ['title' => (string) $entry->title, 'html' => (string) $entry->content];
}
echo json_encode($items, JSON_THROW_ON_ERROR);
