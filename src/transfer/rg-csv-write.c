/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes comma-separated text that spreadsheets open without running anything. */
#include "transfer/rg-csv-write.h"

#include <string.h>

/* Digits with what stands between them in numbers and phone numbers, after one sign. */
static gboolean
rg_csv_is_number (const char *text)
{
  const char *digits = text + 1;

  return g_ascii_isdigit (*digits) && digits[strspn (digits, "0123456789 .,")] == '\0';
}

static gboolean
rg_csv_is_formula (const char *text)
{
  switch (*text)
    {
    case '=':
    case '@':
    case '\t':
    case '\r':
    case '\n':
      return TRUE;
    case '+':
    case '-':
      return !rg_csv_is_number (text);
    case '\'':
      /* Else whoever reads it takes it for the mark that stands before formulas. */
      return g_ascii_isdigit (text[1]) || (text[1] != '\0' && strchr ("+-=@", text[1]) != NULL);
    default:
      return FALSE;
    }
}

static void
append_cell (GString *out, const char *guard, const char *text)
{
  if (strpbrk (text, "\",\r\n") == NULL)
    {
      g_string_append (out, guard);
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  g_string_append (out, guard);
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

void
rg_csv_write_cell (GString *out, gboolean *begun, const char *text)
{
  if (*begun)
    g_string_append_c (out, ',');
  *begun = TRUE;
  append_cell (out, rg_csv_is_formula (text) ? "'" : "", text);
}

char *
rg_csv_join_tags (const char *const *tags)
{
  GString *text = g_string_new (NULL);

  for (; *tags != NULL; tags++)
    {
      const gboolean parts = strpbrk (*tags, ",;|\n\"") != NULL;

      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", parts ? "\"" : "");
      for (const char *p = *tags; *p != '\0'; p++)
        g_string_append_len (text, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
      if (parts)
        g_string_append_c (text, '"');
    }
  return g_string_free (text, FALSE);
}

void
rg_csv_append_row (GString *out, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (cells[i] != NULL)
        append_cell (out, "", cells[i]);
    }
  g_string_append_c (out, '\n');
}

void
rg_csv_write_end (GString *out, gboolean *begun)
{
  g_string_append (out, "\r\n");
  *begun = FALSE;
}
