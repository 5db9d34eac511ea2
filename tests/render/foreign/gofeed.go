// Reads an RSS or Atom document from standard input with Go's gofeed; writes its titles and HTML as JSON.
package main

import (
	"encoding/json"
	"os"

	"github.com/mmcdole/gofeed"
)

type item struct {
	Title string `json:"title"`
	HTML  string `json:"html"`
}

func main() {
	feed, err := gofeed.NewParser().Parse(os.Stdin)
	if err != nil {
		panic(err)
	}
	items := []item{}
	for _, each := range feed.Items {
		items = append(items, item{each.Title, each.Content})
	}
	json.NewEncoder(os.Stdout).Encode(items)
}
