/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The reader of comma-separated text. */
#include "transfer/rg-csv.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-i18n.h"

#define SNIFF_BYTES (256 * 1024)
#define SNIFF_ROWS 50
#define SHOWN 40 /* characters of a cell */

struct _RgCsv {
  const char *start;
  const char *end;
  const char *at;
  char separator;
  guint64 number;
  RgCsvCell cells[RG_CSV_MAX_COLUMNS];
  GString *scratch;  /* cells with doubled quotes, unescaped */
  GArray *unescaped; /* gsize pairs: cell, offset in scratch */
};

/* Skips the byte-order mark, and a first line "sep=;", which declares the separator. */
static const char *
skip_preamble (const char *at, const char *end, char *declared)
{
  *declared = '\0';
  if (end - at >= 3 && memcmp (at, "\xEF\xBB\xBF", 3) == 0)
    at += 3;
  if (end - at >= 6 && g_ascii_strncasecmp (at, "sep=", 4) == 0 && (at[5] == '\r' || at[5] == '\n'))
    {
      *declared = at[4];
      at += 5;
    }
  return at;
}

static inline gboolean
ends_cell (const RgCsv *self, const char *at)
{
  return at == self->end || *at == self->separator || *at == '\n' || *at == '\r';
}

static const char *
line_end (const RgCsv *self, const char *at)
{
  while (at < self->end && *at != '\n' && *at != '\r')
    at++;
  return at;
}

/* Copies a cell whose doubled quotes must become single ones. The scratch may move while the row
 * is read, so the pointer is set when the row is whole. */
static void
keep_unescaped (RgCsv *self, guint cell, const char *from, const char *to)
{
  gsize note[2] = { cell, self->scratch->len };

  for (const char *p = from; p < to; p++)
    {
      g_string_append_c (self->scratch, *p);
      if (*p == '"')
        p++;
    }
  g_array_append_vals (self->unescaped, note, 2);
  self->cells[cell].length = (guint32) (self->scratch->len - note[1]);
}

/* Reads the quoted cell whose opening mark is at `at`; returns where it ends, or NULL with the
 * problem set. */
static const char *
read_quoted (RgCsv *self, const char *at, guint cell, RgCsvProblem *problem)
{
  const char *from = at + 1, *p = from;
  gboolean doubled = FALSE, broken = FALSE;

  for (; p < self->end; p++)
    {
      if (p - from > RG_CSV_MAX_CELL && broken)
        break;
      if (*p == '\n' || *p == '\r')
        broken = TRUE;
      if (*p != '"')
        continue;
      if (p + 1 < self->end && p[1] == '"')
        {
          doubled = TRUE;
          p++;
          continue;
        }
      if (!ends_cell (self, p + 1))
        {
          /* Over a line break it is the next row's opening mark that was met: this row's own is
           * the one that was never closed. */
          *problem = broken ? RG_CSV_UNCLOSED_QUOTE : RG_CSV_STRAY_QUOTE;
          return NULL;
        }
      if (p - from > RG_CSV_MAX_CELL)
        *problem = RG_CSV_CELL_TOO_LONG;
      self->cells[cell] = (RgCsvCell) { from, (guint32) MIN (p - from, RG_CSV_MAX_CELL) };
      if (doubled && *problem == RG_CSV_OK)
        keep_unescaped (self, cell, from, p);
      return p + 1;
    }
  *problem = RG_CSV_UNCLOSED_QUOTE;
  return NULL;
}

static const char *
read_plain (RgCsv *self, const char *at, guint cell, RgCsvProblem *problem)
{
  const char *p = at;

  while (!ends_cell (self, p))
    p++;
  if (p - at > RG_CSV_MAX_CELL)
    *problem = RG_CSV_CELL_TOO_LONG;
  self->cells[cell] = (RgCsvCell) { at, (guint32) MIN (p - at, RG_CSV_MAX_CELL) };
  return p;
}

static const char *
after_line_break (const RgCsv *self, const char *at)
{
  if (at < self->end && *at == '\r')
    at++;
  else if (at < self->end && *at == '\n')
    return at + 1;
  if (at < self->end && *at == '\n' && at[-1] == '\r')
    at++;
  return at;
}

void
rg_csv_rewind (RgCsv *self)
{
  char declared;

  self->at = skip_preamble (self->start, self->end, &declared);
  self->number = 0;
  if (declared != '\0')
    {
      self->separator = declared;
      self->at = after_line_break (self, self->at);
      self->number = 1; /* whoever counts rows in a spreadsheet counts this line */
    }
}

RgCsv *
rg_csv_new (const char *text, gsize length, char separator)
{
  RgCsv *self = g_new0 (RgCsv, 1);

  self->start = text;
  self->end = text + length;
  self->separator = separator;
  self->scratch = g_string_new (NULL);
  self->unescaped = g_array_new (FALSE, FALSE, sizeof (gsize));
  rg_csv_rewind (self);
  return self;
}

void
rg_csv_free (RgCsv *self)
{
  g_string_free (self->scratch, TRUE);
  g_array_unref (self->unescaped);
  g_free (self);
}

static void
skip_empty_lines (RgCsv *self)
{
  while (self->at < self->end && (*self->at == '\n' || *self->at == '\r'))
    {
      self->at = after_line_break (self, self->at);
      self->number++;
    }
}

static void
place_unescaped (RgCsv *self)
{
  for (guint i = 0; i + 1 < self->unescaped->len; i += 2)
    self->cells[g_array_index (self->unescaped, gsize, i)].text =
      self->scratch->str + g_array_index (self->unescaped, gsize, i + 1);
}

gboolean
rg_csv_next (RgCsv *self, RgCsvRow *row)
{
  const char *p, *first;
  guint n = 0;

  skip_empty_lines (self);
  if (self->at == self->end)
    return FALSE;
  g_string_truncate (self->scratch, 0);
  g_array_set_size (self->unescaped, 0);
  *row = (RgCsvRow) { .number = ++self->number, .cells = self->cells, .problem = RG_CSV_OK };
  for (p = first = self->at;; p++)
    {
      const char *next;

      if (n == RG_CSV_MAX_COLUMNS)
        {
          row->problem = RG_CSV_TOO_MANY_COLUMNS;
          p = line_end (self, p);
          break;
        }
      next = p < self->end && *p == '"' ? read_quoted (self, p, n, &row->problem)
                                        : read_plain (self, p, n, &row->problem);
      if (next == NULL)
        {
          p = line_end (self, p);
          break;
        }
      n++;
      p = next;
      if (p == self->end || *p != self->separator)
        break;
    }
  row->n_cells = n;
  place_unescaped (self);
  self->at = after_line_break (self, p);
  row->end = (gsize) (self->at - self->start);
  g_assert (self->at > first);
  return TRUE;
}

/* How well a separator divides the text: rows of the header's width, and that width. */
static void
judge_separator (const char *text, gsize length, char separator, guint *rows, guint *columns)
{
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, separator);
  RgCsvRow row;

  *rows = *columns = 0;
  for (guint i = 0; i < SNIFF_ROWS && rg_csv_next (csv, &row); i++)
    {
      if (i == 0)
        *columns = row.n_cells;
      if (row.problem == RG_CSV_OK && row.n_cells == *columns)
        ++*rows;
    }
}

char
rg_csv_sniff_separator (const char *text, gsize length)
{
  static const char candidates[] = ",;\t|";
  char best = ',', declared;
  guint best_score = 0;
  const char *end = text + MIN (length, SNIFF_BYTES);

  skip_preamble (text, end, &declared);
  if (declared != '\0')
    return declared;
  for (const char *c = candidates; *c != '\0'; c++)
    {
      guint rows, columns, score;

      judge_separator (text, (gsize) (end - text), *c, &rows, &columns);
      score = columns < 2 ? 0 : rows * 100 + MIN (columns, 99);
      if (score > best_score)
        {
          best_score = score;
          best = *c;
        }
    }
  return best;
}

char *
rg_csv_cell_dup (const RgCsvRow *row, int column)
{
  return column >= 0 && (guint) column < row->n_cells
           ? g_strstrip (g_strndup (row->cells[column].text, row->cells[column].length))
           : g_strdup ("");
}

char *
rg_csv_dup_shown (const char *text)
{
  g_autofree char *masked = rg_card_dup_masked (text);

  return g_utf8_strlen (masked, -1) > SHOWN ? g_utf8_substring (masked, 0, SHOWN)
                                            : g_steal_pointer (&masked);
}

const char *
rg_csv_problem_text (RgCsvProblem problem)
{
  switch (problem)
    {
    case RG_CSV_UNCLOSED_QUOTE:
      return _("A quotation mark is opened and never closed");
    case RG_CSV_STRAY_QUOTE:
      return _("Text follows a closing quotation mark");
    case RG_CSV_CELL_TOO_LONG:
      return _("A cell is longer than any till writes");
    case RG_CSV_TOO_MANY_COLUMNS:
      return _("The row has more than 1,024 columns");
    case RG_CSV_OK:
    default:
      return "";
    }
}
