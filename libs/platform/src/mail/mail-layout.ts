/**
 * The one layout of every mail. It sets no colours, so that a mail program's dark mode decides them; it loads nothing from
 * anywhere; its only link is the one that the text has too.
 */
export const MAIL_LAYOUT = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ subject }}</title>
</head>
<body style="margin:0;padding:24px;font-family:Arial,Helvetica,sans-serif;font-size:18px;line-height:1.5">
<div style="max-width:600px;margin:0 auto">
{% for paragraph in paragraphs -%}
<p style="margin:0 0 18px">{{ paragraph }}</p>
{% endfor -%}
{% if facts.length -%}
<table style="margin:0 0 18px;border-collapse:collapse;font-size:18px;line-height:1.5">
{% for fact in facts -%}
<tr><th scope="row" style="padding:4px 18px 4px 0;text-align:left;vertical-align:top">{{ fact.label }}</th><td style="padding:4px 0">{{ fact.value }}</td></tr>
{% endfor -%}
</table>
{% endif -%}
<p style="margin:0 0 30px"><a href="{{ link.href }}" style="font-weight:bold">{{ link.text }}</a></p>
<p style="margin:0;font-size:16px">{{ footer }}</p>
</div>
</body>
</html>
`;
