/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Measures of label sheets. */
#include "print/rg-label-sheet.h"

#include <string.h>

#include "base/rg-i18n.h"

/* What the tolerance of cutting is: a sheet of 3 x 70 mm on A4 fills it to the edge. */
#define RG_LABEL_SLACK 0.5

/* The usual sheets all have their labels in the middle. */
static const struct {
  const char *id;
  const RgPaper *paper;
  guint columns, rows;
  double width, height, gap_x, gap_y;
} rg_label_sheets[] = {
  { "3x8-70x37", &rg_paper_a4, 3, 8, 70, 37, 0, 0 },
  { "3x7-63.5x38.1", &rg_paper_a4, 3, 7, 63.5, 38.1, 2.54, 0 },
  { "3x8-63.5x33.9", &rg_paper_a4, 3, 8, 63.5, 33.9, 2.54, 0 },
  { "2x7-99.1x38.1", &rg_paper_a4, 2, 7, 99.1, 38.1, 2.5, 0 },
  { "2x8-105x37", &rg_paper_a4, 2, 8, 105, 37, 0, 0 },
  { "2x4-99.1x67.7", &rg_paper_a4, 2, 4, 99.1, 67.7, 2.5, 0 },
  { "3x10-66.7x25.4", &rg_paper_letter, 3, 10, 66.675, 25.4, 3.175, 0 },
  { "2x5-101.6x50.8", &rg_paper_letter, 2, 5, 101.6, 50.8, 4.7625, 0 },
};

const char *
rg_label_sheet_get_id (guint index)
{
  return index < G_N_ELEMENTS (rg_label_sheets) ? rg_label_sheets[index].id : NULL;
}

void
rg_label_sheet_center (RgLabelSheet *sheet)
{
  sheet->left = (sheet->paper->width / RG_MM - sheet->columns * sheet->width
                 - (sheet->columns - 1) * sheet->gap_x) / 2;
  sheet->top = (sheet->paper->height / RG_MM - sheet->rows * sheet->height
                - (sheet->rows - 1) * sheet->gap_y) / 2;
}

gboolean
rg_label_sheet_from_id (const char *id, RgLabelSheet *sheet)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_label_sheets); i++)
    if (g_str_equal (id, rg_label_sheets[i].id))
      {
        *sheet = (RgLabelSheet) {
          .paper = rg_label_sheets[i].paper,
          .columns = rg_label_sheets[i].columns,
          .rows = rg_label_sheets[i].rows,
          .width = rg_label_sheets[i].width,
          .height = rg_label_sheets[i].height,
          .gap_x = rg_label_sheets[i].gap_x,
          .gap_y = rg_label_sheets[i].gap_y,
        };
        rg_label_sheet_center (sheet);
        return TRUE;
      }
  return FALSE;
}

/* --- as text ------------------------------------------------------------------------------ */

static gboolean
rg_label_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

/* Digits with a dot in fractions, whatever the language; nothing else that C takes for a number. */
static gboolean
rg_label_parse_number (const char *text, double *number)
{
  if (*text == '\0' || strspn (text, "0123456789.") != strlen (text) || strlen (text) > 8)
    return FALSE;
  *number = g_ascii_strtod (text, NULL);
  return TRUE;
}

/* "70x37". */
static gboolean
rg_label_parse_pair (const char *text, double *a, double *b)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "x", 3);

  return g_strv_length (parts) == 2 && rg_label_parse_number (parts[0], a)
         && rg_label_parse_number (parts[1], b);
}

/* What follows the first two words. */
static gboolean
rg_label_parse_rest (char **words, RgLabelSheet *sheet, gboolean *placed)
{
  for (; *words != NULL; words++)
    {
      const RgPaper *paper = rg_paper_from_name (*words);

      if (paper != NULL)
        sheet->paper = paper;
      else if (g_str_equal (*words, "gap")
               && rg_label_parse_pair (words[1], &sheet->gap_x, &sheet->gap_y))
        words++;
      else if (g_str_equal (*words, "margin")
               && rg_label_parse_pair (words[1], &sheet->left, &sheet->top))
        {
          *placed = TRUE;
          words++;
        }
      else
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_label_sheet_parse (const char *text, RgLabelSheet *sheet, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 12);
  double columns, rows;
  gboolean placed = FALSE;

  if (rg_label_sheet_from_id (text, sheet))
    return TRUE;
  *sheet = (RgLabelSheet) { .paper = rg_paper_default () };
  if (!rg_label_parse_pair (words[0], &columns, &rows)
      || !rg_label_parse_pair (words[1], &sheet->width, &sheet->height)
      || !rg_label_parse_rest (words + 2, sheet, &placed) || columns != (guint) columns
      || rows != (guint) rows)
    return rg_label_refuse (error, _("Say the measures of the labels as “3x8 70x37”: how many "
                                     "there are across and down, then how wide and high one is, "
                                     "in millimetres."));
  sheet->columns = (guint) columns;
  sheet->rows = (guint) rows;
  if (!placed)
    rg_label_sheet_center (sheet);
  return rg_label_sheet_check (sheet, error);
}

static void
rg_label_append (GString *text, const char *between, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, between);
  g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.6g", number));
}

char *
rg_label_sheet_print (const RgLabelSheet *sheet)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%ux%u", sheet->columns, sheet->rows);
  rg_label_append (text, " ", sheet->width);
  rg_label_append (text, "x", sheet->height);
  rg_label_append (text, " gap ", sheet->gap_x);
  rg_label_append (text, "x", sheet->gap_y);
  rg_label_append (text, " margin ", MAX (sheet->left, 0));
  rg_label_append (text, "x", MAX (sheet->top, 0));
  g_string_append (text, sheet->paper == &rg_paper_letter ? " Letter" : " A4");
  return g_string_free (text, FALSE);
}

char *
rg_label_sheet_dup_words (const RgLabelSheet *sheet)
{
  g_autofree char *width = g_strdup_printf ("%.1f", sheet->width);
  g_autofree char *height = g_strdup_printf ("%.1f", sheet->height);

  /* A whole number of millimetres needs no decimal. */
  for (guint i = 0; i < 2; i++)
    {
      char *number = i == 0 ? width : height;
      const gsize length = strlen (number);

      if (number[length - 1] == '0')
        number[length - 2] = '\0';
    }
  /* Translators: labels on a sheet: how many across and down, then how wide and high one is. */
  return g_strdup_printf (_("%u × %u labels, %s × %s mm"), sheet->columns, sheet->rows, width,
                          height);
}

/* --- on the paper ------------------------------------------------------------------------- */

gboolean
rg_label_sheet_check (const RgLabelSheet *sheet, GError **error)
{
  const double right = sheet->left + sheet->columns * sheet->width
                       + (sheet->columns - 1) * sheet->gap_x;
  const double bottom = sheet->top + sheet->rows * sheet->height + (sheet->rows - 1) * sheet->gap_y;

  if (sheet->columns < 1 || sheet->rows < 1 || sheet->columns > RG_LABELS_MOST
      || sheet->rows > RG_LABELS_MOST)
    return rg_label_refuse (error, _("A sheet has from 1 to 20 labels across, and as many down."));
  if (sheet->width < 20 || sheet->height < 12)
    return rg_label_refuse (error, _("A label for an address is at least 20 mm wide and 12 mm "
                                     "high."));
  if (sheet->left < -RG_LABEL_SLACK || sheet->top < -RG_LABEL_SLACK
      || right > sheet->paper->width / RG_MM + RG_LABEL_SLACK
      || bottom > sheet->paper->height / RG_MM + RG_LABEL_SLACK)
    return rg_label_refuse (error, _("So many labels of that size do not fit on the paper."));
  return TRUE;
}

guint
rg_label_sheet_get_n (const RgLabelSheet *sheet)
{
  return sheet->columns * sheet->rows;
}

void
rg_label_sheet_place (const RgLabelSheet *sheet, guint index, double *x, double *y)
{
  const guint column = index % sheet->columns, row = index / sheet->columns;

  *x = (sheet->left + column * (sheet->width + sheet->gap_x)) * RG_MM;
  *y = (sheet->top + row * (sheet->height + sheet->gap_y)) * RG_MM;
}
