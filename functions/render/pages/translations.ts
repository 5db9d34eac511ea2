/** The fixed texts of pages (labels and hints) in every supported language. `Intl` formats dates, lists and amounts. */
import { type Html, html, raw } from "./html-template.ts";
import { languageOf } from "./language-format.ts";

export type Translations = {
  readonly skip: string;
  readonly subscribe: string;
  /** Explains what a feed is to people who do not know. */
  readonly aboutFeeds: string;
  readonly openInReader: string;
  readonly openHint: string;
  readonly copy: string;
  readonly copied: string;
  readonly allFeeds: string;
  readonly newest: string;
  readonly noneYet: string;
  readonly noneYetHelp: string;
  readonly tag: string;
  readonly tags: string;
  readonly author: string;
  readonly authors: string;
  readonly section: string;
  readonly sections: string;
  readonly language: string;
  readonly languages: string;
  readonly archive: string;
  readonly newer: string;
  readonly older: string;
  readonly olderArticles: string;
  readonly page: string;
  readonly more: string;
  readonly via: string;
  readonly updated: string;
  /** `{}` is replaced with the amount, such as `5 min`. */
  readonly reading: string;
  readonly attachments: string;
  /** Above the list of an article's headings. */
  readonly contents: string;
  readonly download: string;
  readonly original: string;
  readonly table: string;
  readonly notFound: string;
  readonly notFoundHelp: string;
  readonly home: string;
  readonly menu: string;
};

const TRANSLATIONS: Readonly<Record<string, Translations>> & { readonly en: Translations } = {
  en: {
    skip: "Skip to content",
    subscribe: "Subscribe",
    aboutFeeds: "A feed brings new articles to a reader app of your choice: no account, no email address, no tracking.",
    openInReader: "Open in your reader",
    openHint: "Nothing opens? Copy an address into your feed reader:",
    copy: "Copy",
    copied: "Copied",
    allFeeds: "Every feed of this site, to import (OPML)",
    newest: "Newest articles",
    noneYet: "Nothing here yet",
    noneYetHelp: "Put a text, Markdown, HTML or JSON file into the content folder, and it appears here within seconds.",
    tag: "Tag",
    tags: "Tags",
    author: "Author",
    authors: "Authors",
    section: "Section",
    sections: "Sections",
    language: "Language",
    languages: "Languages",
    archive: "Archive",
    newer: "Newer",
    older: "Older",
    olderArticles: "Older articles",
    page: "Page",
    more: "More",
    via: "via",
    updated: "Updated",
    reading: "{} read",
    attachments: "Attachments",
    contents: "Contents",
    download: "Download",
    original: "Read the original at",
    table: "Table",
    notFound: "Page not found",
    notFoundHelp: "There is nothing at this address. What was here may have moved, or its time has passed.",
    home: "Go to the newest articles",
    menu: "Site",
  },
  de: {
    skip: "Zum Inhalt springen",
    subscribe: "Abonnieren",
    aboutFeeds:
      "Ein Feed bringt neue Artikel in eine Leser-App Ihrer Wahl: ohne Konto, ohne E‑Mail‑Adresse, ohne Tracking.",
    openInReader: "Im Feedreader öffnen",
    openHint: "Nichts öffnet sich? Kopieren Sie eine Adresse in Ihren Feedreader:",
    copy: "Kopieren",
    copied: "Kopiert",
    allFeeds: "Alle Feeds dieser Website zum Importieren (OPML)",
    newest: "Neueste Artikel",
    noneYet: "Noch ist nichts hier",
    noneYetHelp:
      "Legen Sie eine Text-, Markdown-, HTML- oder JSON-Datei in den Inhaltsordner; Sekunden später steht sie hier.",
    tag: "Schlagwort",
    tags: "Schlagwörter",
    author: "Autor",
    authors: "Autoren",
    section: "Rubrik",
    sections: "Rubriken",
    language: "Sprache",
    languages: "Sprachen",
    archive: "Archiv",
    newer: "Neuer",
    older: "Älter",
    olderArticles: "Ältere Artikel",
    page: "Seite",
    more: "Mehr",
    via: "via",
    updated: "Aktualisiert",
    reading: "{} Lesezeit",
    attachments: "Anhänge",
    contents: "Inhalt",
    download: "Herunterladen",
    original: "Das Original lesen:",
    table: "Tabelle",
    notFound: "Seite nicht gefunden",
    notFoundHelp: "Unter dieser Adresse ist nichts. Was hier stand, ist umgezogen oder abgelaufen.",
    home: "Zu den neuesten Artikeln",
    menu: "Website",
  },
  fr: {
    skip: "Aller au contenu",
    subscribe: "S’abonner",
    aboutFeeds:
      "Un flux apporte les nouveaux articles dans le lecteur de votre choix : sans compte, sans adresse e‑mail, sans pistage.",
    openInReader: "Ouvrir dans votre lecteur",
    openHint: "Rien ne s’ouvre ? Copiez une adresse dans votre lecteur de flux :",
    copy: "Copier",
    copied: "Copié",
    allFeeds: "Tous les flux de ce site, à importer (OPML)",
    newest: "Derniers articles",
    noneYet: "Rien ici pour l’instant",
    noneYetHelp:
      "Déposez un fichier texte, Markdown, HTML ou JSON dans le dossier de contenu : il paraît ici en quelques secondes.",
    tag: "Mot-clé",
    tags: "Mots-clés",
    author: "Auteur",
    authors: "Auteurs",
    section: "Rubrique",
    sections: "Rubriques",
    language: "Langue",
    languages: "Langues",
    archive: "Archives",
    newer: "Plus récent",
    older: "Plus ancien",
    olderArticles: "Articles plus anciens",
    page: "Page",
    more: "Plus",
    via: "via",
    updated: "Mis à jour le",
    reading: "{} de lecture",
    attachments: "Pièces jointes",
    contents: "Sommaire",
    download: "Télécharger",
    original: "Lire l’original sur",
    table: "Tableau",
    notFound: "Page introuvable",
    notFoundHelp: "Il n’y a rien à cette adresse. Ce qui s’y trouvait a changé de place, ou n’a plus cours.",
    home: "Aller aux derniers articles",
    menu: "Site",
  },
  es: {
    skip: "Saltar al contenido",
    subscribe: "Suscribirse",
    aboutFeeds:
      "Un canal lleva los artículos nuevos al lector que usted elija: sin cuenta, sin correo electrónico, sin rastreo.",
    openInReader: "Abrir en su lector",
    openHint: "¿No se abre nada? Copie una dirección en su lector de canales:",
    copy: "Copiar",
    copied: "Copiado",
    allFeeds: "Todos los canales de este sitio, para importar (OPML)",
    newest: "Artículos recientes",
    noneYet: "Aún no hay nada aquí",
    noneYetHelp:
      "Ponga un archivo de texto, Markdown, HTML o JSON en la carpeta de contenido y aparecerá aquí en segundos.",
    tag: "Etiqueta",
    tags: "Etiquetas",
    author: "Autor",
    authors: "Autores",
    section: "Sección",
    sections: "Secciones",
    language: "Idioma",
    languages: "Idiomas",
    archive: "Archivo",
    newer: "Más reciente",
    older: "Más antiguo",
    olderArticles: "Artículos más antiguos",
    page: "Página",
    more: "Más",
    via: "vía",
    updated: "Actualizado el",
    reading: "{} de lectura",
    attachments: "Adjuntos",
    contents: "Índice",
    download: "Descargar",
    original: "Leer el original en",
    table: "Tabla",
    notFound: "Página no encontrada",
    notFoundHelp: "No hay nada en esta dirección. Lo que había aquí se ha trasladado o ha caducado.",
    home: "Ir a los artículos recientes",
    menu: "Sitio",
  },
  ja: {
    skip: "本文へ移動",
    subscribe: "購読",
    aboutFeeds: "フィードは、お好みのリーダーに新着記事を届けます。アカウントもメールアドレスも追跡もありません。",
    openInReader: "リーダーで開く",
    openHint: "何も開かない場合は、アドレスをフィードリーダーに貼り付けてください。",
    copy: "コピー",
    copied: "コピーしました",
    allFeeds: "このサイトのすべてのフィード（OPML）",
    newest: "新着記事",
    noneYet: "まだ記事がありません",
    noneYetHelp: "テキスト、Markdown、HTML、JSON のファイルをコンテンツフォルダーに置くと、数秒でここに表示されます。",
    tag: "タグ",
    tags: "タグ",
    author: "著者",
    authors: "著者",
    section: "セクション",
    sections: "セクション",
    language: "言語",
    languages: "言語",
    archive: "アーカイブ",
    newer: "新しい記事",
    older: "古い記事",
    olderArticles: "過去の記事",
    page: "ページ",
    more: "もっと見る",
    via: "出典：",
    updated: "更新：",
    reading: "読了時間 {}",
    attachments: "添付ファイル",
    contents: "目次",
    download: "ダウンロード",
    original: "元の記事を読む：",
    table: "表",
    notFound: "ページが見つかりません",
    notFoundHelp: "このアドレスには何もありません。移動したか、公開期間が終わった可能性があります。",
    home: "新着記事へ",
    menu: "サイト",
  },
  ar: {
    skip: "انتقل إلى المحتوى",
    subscribe: "اشترك",
    aboutFeeds: "الخلاصة تجلب إليك المقالات الجديدة في القارئ الذي تختاره: بلا حساب ولا بريد إلكتروني ولا تتبّع.",
    openInReader: "افتح في قارئك",
    openHint: "لم يُفتح شيء؟ انسخ عنوانًا إلى قارئ الخلاصات:",
    copy: "نسخ",
    copied: "نُسخ",
    allFeeds: "كل خلاصات هذا الموقع للاستيراد (OPML)",
    newest: "أحدث المقالات",
    noneYet: "لا شيء هنا بعد",
    noneYetHelp: "ضع ملفًا نصيًا أو Markdown أو HTML أو JSON في مجلد المحتوى ليظهر هنا خلال ثوانٍ.",
    tag: "وسم",
    tags: "الوسوم",
    author: "كاتب",
    authors: "الكتّاب",
    section: "قسم",
    sections: "الأقسام",
    language: "اللغة",
    languages: "اللغات",
    archive: "الأرشيف",
    newer: "الأحدث",
    older: "الأقدم",
    olderArticles: "مقالات أقدم",
    page: "صفحة",
    more: "المزيد",
    via: "عبر",
    updated: "حُدّث في",
    reading: "{} للقراءة",
    attachments: "المرفقات",
    contents: "المحتويات",
    download: "تنزيل",
    original: "اقرأ المقال الأصلي في",
    table: "جدول",
    notFound: "الصفحة غير موجودة",
    notFoundHelp: "لا شيء في هذا العنوان. ربما نُقل ما كان هنا أو انتهى وقته.",
    home: "إلى أحدث المقالات",
    menu: "الموقع",
  },
};

/** The texts for a page in a language, or the English texts if the language is not supported. */
export function translationsFor(tag: string): Translations {
  return TRANSLATIONS[primary(tag)] ?? TRANSLATIONS.en;
}

/** The attributes of an element that contains fixed texts: marks them as English on a page whose language is not supported. */
export function fallbackLanguageAttributes(tag: string): Html {
  return isTranslated(tag) ? NONE : ENGLISH;
}

export function isTranslated(tag: string): boolean {
  return primary(tag) in TRANSLATIONS;
}

/** The attributes of an element whose language may differ from the page's; empty if both are the same. */
export function languageAttributes(tag: string | undefined, page: string): Html {
  if (tag === undefined || tag === page) return NONE;
  const { tag: lang, direction } = languageOf(tag);
  return html` lang="${lang}" dir="${direction}"`;
}

const NONE = raw("");
const ENGLISH = raw(' lang="en" dir="ltr"');

function primary(tag: string): string {
  return languageOf(tag).tag.slice(0, 3).replace("-", "");
}
