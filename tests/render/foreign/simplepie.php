<?php
// Reads an RSS or Atom document from standard input with SimplePie; writes its titles and HTML as JSON.
// SimplePie hands titles out as HTML, whatever they were in the document, and a page shows them so.
error_reporting(E_ERROR);
require '/usr/share/php/simplepie/autoloader.php';
$feed = new SimplePie();
$feed->set_raw_data(stream_get_contents(STDIN));
$feed->enable_cache(false);
$feed->enable_order_by_date(false);
$feed->init();
$items = [];
foreach ($feed->get_items() as $item) {
    $items[] = ['title' => html_entity_decode($item->get_title(), ENT_QUOTES | ENT_HTML5), 'html' => $item->get_content()];
}
echo json_encode($items, JSON_THROW_ON_ERROR);
