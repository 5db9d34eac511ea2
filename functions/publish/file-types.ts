/** Tables of file name extensions and file names: which files readers show or play, and which belong to other tools. */

const words = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(" ").split(/\s+/));

/** What feed readers, podcast apps and browsers show or play. */
export const MEDIA_EXTENSIONS = words(
  "jpg jpeg jpe jfif png apng gif webp avif svg bmp ico tif tiff heic heif jxl",
  "mp3 m4a m4b m4r aac ogg oga opus flac wav wma aif aiff aifc mka weba amr mid midi",
  "mp4 m4v mov webm ogv mkv avi wmv mpg mpeg mpe m2v 3gp 3g2 flv m3u8 m4s",
  "vtt srt ttml dfxp sbv ssa ass",
  "pdf epub",
);

/** Text that other tools make articles of, and that is not read here. */
export const UNREAD_EXTENSIONS = words(
  "rst rest adoc asciidoc asc org textile wiki mediawiki creole pod rdoc dj gmi tid fountain",
  "rmd qmd mdoc markdoc ipynb typ tex latex ltx",
  "doc docx docm dot dotx odt fodt ott rtf pages wpd wps abw sxw",
  "textpack enex mht mhtml webarchive eml shtml",
);

/** Code, templates, configuration and keys: never meant for readers, even if an article names them. */
export const TOOL_EXTENSIONS = words(
  "js mjs cjs jsx ts mts cts tsx vue svelte astro map css scss sass less styl",
  "njk nunjucks liquid hbs handlebars mustache ejs pug jade haml slim erb twig j2 jinja jinja2 webc tmpl tpl gohtml php",
  "yml yaml toml ini cfg conf config env properties lock log pid webmanifest code-workspace",
  "pem key crt cer csr p12 pfx ppk jks keystore kdbx gpg pyc class",
);

/** Whole names. Those of the JSON files are listed because `.json` is a format of articles. */
export const TOOL_FILES =
  /^(?:package(?:-lock)?|npm-shrinkwrap|composer|bower|deno|lerna|nx|turbo|vercel|firebase|renovate|tsconfig.*|jsconfig|.*\.11tydata|.*\.schema)\.json$|^(?:makefile|dockerfile|gemfile|rakefile|procfile|vagrantfile|justfile|jenkinsfile|_?(?:redirects|headers)|id_(?:rsa|dsa|ecdsa|ed25519)(?:\.pub)?|requirements\.txt|robots\.txt\.\w+)$|\.env(?:\.\w+)?$/i;
