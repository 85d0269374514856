/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The same e-mail as plain text and as HTML. The styles are those that mail programs keep: they
 * stand at each element, and only the dark ones in the head. */
#include "rules/rg-mail-blocks.h"

#define RG_MAIL_FONT "font-family:sans-serif;font-size:16px;line-height:1.5;color:#222222;"

/* --- plain text --- */

static void
rg_mail_text_add_list (GString *out, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, "\n", -1);

  for (guint i = 0; items[i] != NULL; i++)
    g_string_append_printf (out, "- %s\n", items[i]);
}

static void
rg_mail_text_add_block (GString *out, const RgMailBlock *block)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (block->kind == RG_BLOCK_LIST)
    rg_mail_text_add_list (out, block->text);
  else if (block->kind == RG_BLOCK_BUTTON)
    g_string_append_printf (out, "%s:\n%s\n", block->text, block->link);
  else
    g_string_append_printf (out, "%s\n", block->text);
}

static void
rg_mail_text_add_foot (GString *out, const RgMailFoot *foot)
{
  g_string_append_printf (out, "\n-- \n%s\n", foot->sender);
  if (foot->farewell != NULL)
    g_string_append_printf (out, "\n%s\n", foot->farewell);
}

char *
rg_mail_blocks_print_text (GPtrArray *blocks, const RgMailFoot *foot)
{
  GString *out = g_string_new (NULL);

  if (foot != NULL && foot->picture != NULL)
    g_string_append_printf (out, "%s\n", foot->picture_words);
  for (guint i = 0; i < blocks->len; i++)
    rg_mail_text_add_block (out, g_ptr_array_index (blocks, i));
  if (foot != NULL)
    rg_mail_text_add_foot (out, foot);
  return g_string_free (out, FALSE);
}

/* --- HTML --- */

/* Words in it are escaped, and lines stay lines. */
static void
rg_mail_html_add_words (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);
  g_autofree char *joined = g_strjoinv ("<br>\n", lines);

  g_string_append (out, joined);
}

static void
rg_mail_html_add_element (GString *out, const char *open, const char *text, const char *close)
{
  g_string_append (out, open);
  rg_mail_html_add_words (out, text);
  g_string_append_printf (out, "%s\n", close);
}

static void
rg_mail_html_add_button (GString *out, const RgMailBlock *block)
{
  g_autofree char *link = g_markup_escape_text (block->link, -1);
  g_autofree char *open = g_strdup_printf (
      "<p style=\"margin:24px 0;\"><a class=\"b\" href=\"%s\" style=\"display:inline-block;"
      "padding:12px 24px;border-radius:8px;background:#1c5fb8;color:#ffffff;"
      "text-decoration:none;font-weight:bold;\">", link);

  rg_mail_html_add_element (out, open, block->text, "</a></p>");
}

static void
rg_mail_html_add_list (GString *out, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, "\n", -1);

  g_string_append (out, "<ul style=\"margin:0 0 16px;padding:0 24px;\">\n");
  for (guint i = 0; items[i] != NULL; i++)
    rg_mail_html_add_element (out, "<li>", items[i], "</li>");
  g_string_append (out, "</ul>\n");
}

static void
rg_mail_html_add_block (GString *out, const RgMailBlock *block)
{
  switch (block->kind)
    {
    case RG_BLOCK_HEADING:
      rg_mail_html_add_element (out, "<h2 style=\"margin:24px 0 8px;font-size:22px;"
                                     "line-height:1.3;\">", block->text, "</h2>");
      break;
    case RG_BLOCK_BUTTON:
      rg_mail_html_add_button (out, block);
      break;
    case RG_BLOCK_COUPON:
      rg_mail_html_add_element (out, "<p class=\"c\" style=\"margin:24px 0;padding:16px;"
                                     "border:2px dashed #767676;border-radius:8px;"
                                     "text-align:center;font-family:monospace;font-size:22px;"
                                     "letter-spacing:2px;\">", block->text, "</p>");
      break;
    case RG_BLOCK_LIST:
      rg_mail_html_add_list (out, block->text);
      break;
    case RG_BLOCK_TEXT:
    default:
      rg_mail_html_add_element (out, "<p style=\"margin:0 0 16px;\">", block->text, "</p>");
    }
}

/* It shrinks where there is less room, and its words stand there where it is not shown. */
static void
rg_mail_html_add_picture (GString *out, const RgMailFoot *foot)
{
  g_autofree char *source = g_markup_escape_text (foot->picture, -1);
  g_autofree char *words = g_markup_escape_text (foot->picture_words, -1);

  g_string_append_printf (out, "<p style=\"margin:0 0 24px;\"><img src=\"%s\" alt=\"%s\" "
                               "width=\"%u\" height=\"%u\" style=\"max-width:100%%;"
                               "height:auto;border:0;border-radius:4px;\"></p>\n",
                          source, words, foot->picture_width, foot->picture_height);
}

static void
rg_mail_html_add_foot (GString *out, const RgMailFoot *foot)
{
  g_string_append (out, "<p class=\"f\" style=\"margin:32px 0 0;padding-top:16px;"
                        "border-top:1px solid #cccccc;font-size:13px;color:#5c5c5c;\">");
  rg_mail_html_add_words (out, foot->sender);
  g_string_append (out, "</p>\n");
  if (foot->farewell == NULL)
    return;
  g_string_append (out, "<p class=\"f\" style=\"margin:12px 0 0;font-size:13px;"
                        "color:#5c5c5c;\">");
  if (foot->unsubscribe != NULL)
    {
      g_autofree char *address = g_uri_escape_string (foot->unsubscribe, "@", FALSE);

      g_autofree char *subject = g_uri_escape_string (
        foot->subject != NULL ? foot->subject : "unsubscribe", NULL, FALSE);

      g_string_append_printf (out, "<a href=\"mailto:%s?subject=%s\" "
                                   "style=\"color:inherit;\">", address, subject);
    }
  rg_mail_html_add_words (out, foot->farewell);
  g_string_append_printf (out, "%s</p>\n", foot->unsubscribe != NULL ? "</a>" : "");
}

char *
rg_mail_blocks_print_html (GPtrArray *blocks, const char *subject, const RgMailFoot *foot)
{
  g_autofree char *title = g_markup_escape_text (subject, -1);
  GString *out = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                               "<meta name=\"viewport\" content=\"width=device-width\">\n"
                               "<meta name=\"color-scheme\" content=\"light dark\">\n");

  g_string_append_printf (out, "<title>%s</title>\n", title);
  g_string_append (out, "<style>\n@media (prefers-color-scheme: dark) {\n"
                        "body, .m { background: #242424 !important; color: #eeeeee !important; }\n"
                        ".f { color: #b8b8b8 !important; border-color: #5c5c5c !important; }\n"
                        ".c { border-color: #9a9a9a !important; }\n"
                        ".b { background: #2b6cc4 !important; }\n}\n</style>\n</head>\n"
                        "<body dir=\"auto\" style=\"margin:0;padding:0;background:#ffffff;\">\n"
                        "<div class=\"m\" dir=\"auto\" style=\"max-width:600px;margin:0 auto;"
                        "padding:24px 16px;background:#ffffff;" RG_MAIL_FONT "\">\n");
  if (foot != NULL && foot->picture != NULL)
    rg_mail_html_add_picture (out, foot);
  for (guint i = 0; i < blocks->len; i++)
    rg_mail_html_add_block (out, g_ptr_array_index (blocks, i));
  if (foot != NULL)
    rg_mail_html_add_foot (out, foot);
  g_string_append (out, "</div>\n</body>\n</html>\n");
  return g_string_free (out, FALSE);
}
