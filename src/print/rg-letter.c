/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lays letters out after DIN 5008:2020 form B and draws them page by page. */
#include "print/rg-letter.h"

#include "base/rg-i18n.h"
#include "print/rg-code128.h"

/* DIN 5008 form B, from the upper left corner of the paper. */
#define RG_LETTER_LEFT (25 * RG_MM)
#define RG_LETTER_RIGHT (20 * RG_MM)
#define RG_LETTER_HEAD_TOP (14 * RG_MM)
#define RG_LETTER_ADDRESS_TOP (45 * RG_MM)
#define RG_LETTER_NOTES_HEIGHT (17.7 * RG_MM) /* the address itself begins below the notes zone */
#define RG_LETTER_ADDRESS_WIDTH (80 * RG_MM)
#define RG_LETTER_ADDRESS_LINES 6
#define RG_LETTER_INFO_LEFT (125 * RG_MM)
#define RG_LETTER_INFO_TOP (50 * RG_MM)
#define RG_LETTER_SUBJECT_TOP (98.5 * RG_MM)
#define RG_LETTER_BOTTOM (20 * RG_MM)
#define RG_LETTER_NEXT_TOP (25 * RG_MM) /* of the second and further pages */
#define RG_LETTER_FOLD_1 (105 * RG_MM)
#define RG_LETTER_FOLD_2 (210 * RG_MM)
#define RG_LETTER_PUNCH (148.5 * RG_MM)

#define RG_LETTER_SIZE 10.5
#define RG_LETTER_SIGN_SPACE (16 * RG_MM)

/* Bars that any till reads: a third of a millimetre, and free of anything on both sides. */
#define RG_LETTER_MODULE (0.35 * RG_MM)
#define RG_LETTER_BARS (12 * RG_MM)
#define RG_LETTER_BARS_ABOVE (5 * RG_MM)

typedef struct {
  double top;
  double bottom;
  gboolean empty;
} RgLetterLine;

/* A letter cut into pages. */
typedef struct {
  RgLetter letter;
  PangoLayout *body;
  GArray *lines;  /* RgLetterLine: the body's */
  GArray *firsts; /* guint a page: the first body line on it */
  double body_top; /* on the first page */
} RgLetterSheets;

struct _RgLetters {
  const RgPaper *paper;
  RgLetterhead head;
  guint n_letters;
  RgLetterSource source;
  gpointer data;
  GDestroyNotify free_data;
  GArray *ends; /* guint a letter that was counted: the page after its last */
};

void
rg_letter_clear (RgLetter *letter)
{
  g_clear_pointer (&letter->address, g_free);
  g_clear_pointer (&letter->subject, g_free);
  g_clear_pointer (&letter->body, g_free);
  g_clear_pointer (&letter->coupon, g_free);
}

RgLetters *
rg_letters_new (const RgPaper *paper, const RgLetterhead *head, guint n_letters,
                RgLetterSource source, gpointer data, GDestroyNotify free_data)
{
  RgLetters *letters = g_new0 (RgLetters, 1);

  letters->paper = paper;
  letters->head = (RgLetterhead) {
    .shop = g_strdup (head->shop),
    .contact = g_strdup (head->contact),
    .sender_line = g_strdup (head->sender_line),
    .date = head->date,
    .closing = g_strdup (head->closing),
    .signature = g_strdup (head->signature),
  };
  letters->n_letters = n_letters;
  letters->source = source;
  letters->data = data;
  letters->free_data = free_data;
  letters->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  return letters;
}

void
rg_letters_free (RgLetters *letters)
{
  if (letters == NULL)
    return;
  if (letters->free_data != NULL)
    letters->free_data (letters->data);
  rg_letterhead_clear (&letters->head);
  g_array_unref (letters->ends);
  g_free (letters);
}

static gboolean
rg_letter_is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static double
rg_letter_width (const RgPaper *paper)
{
  return paper->width - RG_LETTER_LEFT - RG_LETTER_RIGHT;
}

static double
rg_letter_coupon_height (const RgLetter *letter)
{
  return rg_letter_is_empty (letter->coupon) ? 0 : RG_LETTER_BARS_ABOVE + RG_LETTER_BARS;
}

static double
rg_letter_closing_height (const RgLetterhead *head, const RgLetter *letter)
{
  double line = RG_LETTER_SIZE * 1.4;
  double height = rg_letter_coupon_height (letter);

  if (!rg_letter_is_empty (head->closing))
    height += 2 * line;
  if (!rg_letter_is_empty (head->signature))
    height += RG_LETTER_SIGN_SPACE + line;
  return height;
}

static GArray *
rg_letter_lines (PangoLayout *body)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RgLetterLine));
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (body);

  do
    {
      RgLetterLine line;
      int y0, y1;

      pango_layout_iter_get_line_yrange (iter, &y0, &y1);
      line.top = (double) y0 / PANGO_SCALE;
      line.bottom = (double) y1 / PANGO_SCALE;
      line.empty = pango_layout_iter_get_line_readonly (iter)->length == 0;
      g_array_append_val (lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  return lines;
}

static double
rg_letter_room (const RgLetterSheets *sheets, const RgPaper *paper)
{
  double top = sheets->firsts->len == 1 ? sheets->body_top : RG_LETTER_NEXT_TOP;

  return paper->height - RG_LETTER_BOTTOM - top;
}

/* Begins a page with line `cut`, or with the next one that is not empty. */
static void
rg_letter_begin_page (RgLetterSheets *sheets, guint cut)
{
  while (cut + 1 < sheets->lines->len && g_array_index (sheets->lines, RgLetterLine, cut).empty)
    cut++;
  g_array_append_val (sheets->firsts, cut);
}

/* One line less on the page where line `i`, the first that does not fit, would leave a single line
 * of a paragraph on either side. */
static guint
rg_letter_good_cut (const RgLetterLine *lines, guint n, guint first, guint i)
{
  gboolean alone_before = i >= 2 && lines[i - 2].empty && !lines[i].empty;
  gboolean alone_after = i + 1 == n || lines[i + 1].empty;

  if (i > first + 2 && !lines[i - 1].empty && (alone_before || alone_after))
    return i - 1;
  return i;
}

/* Cuts the body into pages. The closing is never alone: it takes the last two lines with it. */
static void
rg_letter_cut (RgLetterSheets *sheets, const RgPaper *paper, double closing)
{
  const RgLetterLine *lines = (const RgLetterLine *) sheets->lines->data;
  guint n = sheets->lines->len;
  guint first = 0;

  g_array_append_val (sheets->firsts, first);
  for (guint i = 0; i < n; i++)
    {
      if (i <= first || lines[i].bottom - lines[first].top <= rg_letter_room (sheets, paper))
        continue;
      rg_letter_begin_page (sheets, rg_letter_good_cut (lines, n, first, i));
      first = g_array_index (sheets->firsts, guint, sheets->firsts->len - 1);
    }
  if (lines[n - 1].bottom - lines[first].top + closing > rg_letter_room (sheets, paper)
      && n > first + 1)
    rg_letter_begin_page (sheets, MAX (first + 1, n >= 2 ? n - 2 : 0));
}

static void
rg_letter_sheets_init (RgLetterSheets *sheets, const RgLetters *letters, guint index)
{
  g_autofree char *body = NULL;

  *sheets = (RgLetterSheets) { 0 };
  letters->source (index, &sheets->letter, letters->data);
  body = g_strchomp (g_strdup (sheets->letter.body != NULL ? sheets->letter.body : ""));
  sheets->body = rg_page_layout (RG_LETTER_SIZE, FALSE, rg_letter_width (letters->paper), body);
  pango_layout_set_line_spacing (sheets->body, 1.25);
  sheets->lines = rg_letter_lines (sheets->body);
  sheets->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  sheets->body_top = RG_LETTER_SUBJECT_TOP;
  if (!rg_letter_is_empty (sheets->letter.subject))
    {
      g_autoptr (PangoLayout) subject = rg_page_layout (
        RG_LETTER_SIZE, TRUE, rg_letter_width (letters->paper), sheets->letter.subject);

      sheets->body_top += rg_page_layout_height (subject) + RG_LETTER_SIZE * 2;
    }
  rg_letter_cut (sheets, letters->paper,
                 rg_letter_closing_height (&letters->head, &sheets->letter));
}

static void
rg_letter_sheets_clear (RgLetterSheets *sheets)
{
  rg_letter_clear (&sheets->letter);
  g_clear_object (&sheets->body);
  g_clear_pointer (&sheets->lines, g_array_unref);
  g_clear_pointer (&sheets->firsts, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLetterSheets, rg_letter_sheets_clear)

gboolean
rg_letters_paginate (RgLetters *letters, guint most)
{
  guint page = rg_letters_n_pages (letters);

  for (guint i = 0; i < most && letters->ends->len < letters->n_letters; i++)
    {
      g_auto (RgLetterSheets) sheets = { 0 };

      rg_letter_sheets_init (&sheets, letters, letters->ends->len);
      page += sheets.firsts->len;
      g_array_append_val (letters->ends, page);
    }
  return letters->ends->len == letters->n_letters;
}

double
rg_letters_progress (const RgLetters *letters)
{
  return letters->n_letters == 0 ? 1 : (double) letters->ends->len / letters->n_letters;
}

guint
rg_letters_n_pages (const RgLetters *letters)
{
  guint n = letters->ends->len;

  return n == 0 ? 0 : g_array_index (letters->ends, guint, n - 1);
}

guint
rg_letters_page_of (const RgLetters *letters, guint index)
{
  g_return_val_if_fail (index < letters->ends->len, 0);
  return index == 0 ? 0 : g_array_index (letters->ends, guint, index - 1);
}

guint
rg_letters_letter_of (const RgLetters *letters, guint page)
{
  guint low = 0, high = letters->ends->len;

  g_return_val_if_fail (page < rg_letters_n_pages (letters), 0);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (letters->ends, guint, middle) <= page)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
rg_letter_draw_words (cairo_t *cr, double size, gboolean bold, double width, double x, double y,
                      const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (rg_letter_is_empty (text))
    return;
  layout = rg_page_layout (size, bold, width, text);
  rg_page_show (cr, layout, x, y);
}

static void
rg_letter_draw_mark (cairo_t *cr, double y, double length)
{
  cairo_move_to (cr, 4 * RG_MM, y);
  cairo_line_to (cr, 4 * RG_MM + length, y);
  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 0.4);
  cairo_stroke (cr);
}

/* The window: the sender small and ruled off, then the address, cut to what the window shows. */
static void
rg_letter_draw_address (cairo_t *cr, const RgLetters *letters, const RgLetter *letter)
{
  double top = RG_LETTER_ADDRESS_TOP + RG_LETTER_NOTES_HEIGHT;
  g_autoptr (PangoLayout) address = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  if (!rg_letter_is_empty (letters->head.sender_line))
    {
      g_autoptr (PangoLayout) sender
        = rg_page_layout (6.5, FALSE, RG_LETTER_ADDRESS_WIDTH, letters->head.sender_line);

      pango_layout_set_height (sender, 0);
      pango_layout_set_ellipsize (sender, PANGO_ELLIPSIZE_END);
      rg_page_show (cr, sender, RG_LETTER_LEFT, top - 4 * RG_MM);
      cairo_move_to (cr, RG_LETTER_LEFT, top - 0.6 * RG_MM);
      cairo_rel_line_to (cr, RG_LETTER_ADDRESS_WIDTH, 0);
      cairo_set_line_width (cr, 0.3);
      cairo_stroke (cr);
    }
  lines = g_strsplit (letter->address != NULL ? letter->address : "", "\n",
                      RG_LETTER_ADDRESS_LINES + 1);
  if (g_strv_length (lines) > RG_LETTER_ADDRESS_LINES)
    g_clear_pointer (&lines[RG_LETTER_ADDRESS_LINES], g_free);
  text = g_strjoinv ("\n", lines);
  address = rg_page_layout (10, FALSE, RG_LETTER_ADDRESS_WIDTH, text);
  /* The window hides whatever is wider or lower than it. */
  pango_layout_set_ellipsize (address, PANGO_ELLIPSIZE_END);
  rg_page_show (cr, address, RG_LETTER_LEFT, top);
}

static void
rg_letter_draw_first (cairo_t *cr, const RgLetters *letters, const RgLetterSheets *sheets)
{
  const RgLetterhead *head = &letters->head;
  double width = rg_letter_width (letters->paper);
  double info_width = letters->paper->width - RG_LETTER_INFO_LEFT - 10 * RG_MM;
  g_autofree char *day = rg_page_date (head->date);

  rg_letter_draw_words (cr, 19, TRUE, width, RG_LETTER_LEFT, RG_LETTER_HEAD_TOP, head->shop);
  rg_letter_draw_words (cr, 8.5, FALSE, info_width, RG_LETTER_INFO_LEFT, RG_LETTER_INFO_TOP,
                        head->contact);
  rg_letter_draw_address (cr, letters, &sheets->letter);
  rg_letter_draw_words (cr, RG_LETTER_SIZE, FALSE, info_width, RG_LETTER_INFO_LEFT,
                        RG_LETTER_ADDRESS_TOP + 40 * RG_MM, day);
  rg_letter_draw_words (cr, RG_LETTER_SIZE, TRUE, width, RG_LETTER_LEFT, RG_LETTER_SUBJECT_TOP,
                        sheets->letter.subject);
  rg_letter_draw_mark (cr, RG_LETTER_FOLD_1, 4 * RG_MM);
  rg_letter_draw_mark (cr, RG_LETTER_PUNCH, 6 * RG_MM);
  rg_letter_draw_mark (cr, RG_LETTER_FOLD_2, 4 * RG_MM);
}

/* Draws the lines of one page and returns where the last one ends. */
static double
rg_letter_draw_lines (cairo_t *cr, const RgLetterSheets *sheets, guint first, guint end, double top)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (sheets->body);
  double shift = top - g_array_index (sheets->lines, RgLetterLine, first).top;

  for (guint i = 0; i < end; i++)
    {
      PangoRectangle logical;

      if (i >= first)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (cr, RG_LETTER_LEFT + (double) logical.x / PANGO_SCALE,
                         shift + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      pango_layout_iter_next_line (iter);
    }
  return shift + g_array_index (sheets->lines, RgLetterLine, end - 1).bottom;
}

static void
rg_letter_draw_coupon (cairo_t *cr, const RgLetter *letter, double y)
{
  g_autofree char *widths = rg_letter_is_empty (letter->coupon)
                              ? NULL : rg_code128_encode (letter->coupon);

  if (widths != NULL)
    rg_code128_draw (cr, widths, RG_LETTER_LEFT, y + RG_LETTER_BARS_ABOVE, RG_LETTER_MODULE,
                     RG_LETTER_BARS);
}

static void
rg_letter_draw_closing (cairo_t *cr, const RgLetters *letters, const RgLetter *letter, double y)
{
  double line = RG_LETTER_SIZE * 1.4;
  double width = rg_letter_width (letters->paper);

  rg_letter_draw_coupon (cr, letter, y);
  y += rg_letter_coupon_height (letter);

  if (!rg_letter_is_empty (letters->head.closing))
    {
      rg_letter_draw_words (cr, RG_LETTER_SIZE, FALSE, width, RG_LETTER_LEFT, y + line,
                            letters->head.closing);
      y += 2 * line;
    }
  rg_letter_draw_words (cr, RG_LETTER_SIZE, FALSE, width, RG_LETTER_LEFT,
                        y + RG_LETTER_SIGN_SPACE, letters->head.signature);
}

static void
rg_letter_draw_number (cairo_t *cr, const RgLetters *letters, guint page)
{
  /* TRANSLATORS: page number at the foot of a letter */
  g_autofree char *text = g_strdup_printf (_("Page %u"), page + 1);
  g_autoptr (PangoLayout) layout
    = rg_page_layout (8.5, FALSE, rg_letter_width (letters->paper), text);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  rg_page_show (cr, layout, RG_LETTER_LEFT, letters->paper->height - 14 * RG_MM);
}

void
rg_letters_draw_page (RgLetters *letters, cairo_t *cr, guint page)
{
  g_auto (RgLetterSheets) sheets = { 0 };
  guint index, first, end;
  gboolean last;
  double bottom;

  g_return_if_fail (page < rg_letters_n_pages (letters));
  index = rg_letters_letter_of (letters, page);
  page -= rg_letters_page_of (letters, index);
  rg_letter_sheets_init (&sheets, letters, index);
  g_return_if_fail (page < sheets.firsts->len);

  last = page + 1 == sheets.firsts->len;
  first = g_array_index (sheets.firsts, guint, page);
  end = last ? sheets.lines->len : g_array_index (sheets.firsts, guint, page + 1);
  if (page == 0)
    rg_letter_draw_first (cr, letters, &sheets);
  else
    rg_letter_draw_number (cr, letters, page);
  cairo_set_source_rgb (cr, 0, 0, 0);
  bottom = rg_letter_draw_lines (cr, &sheets, first, end,
                                 page == 0 ? sheets.body_top : RG_LETTER_NEXT_TOP);
  if (last)
    rg_letter_draw_closing (cr, letters, &sheets.letter, bottom);
}

static void
rg_letters_draw_cb (cairo_t *cr, guint page, gpointer data)
{
  rg_letters_draw_page (data, cr, page);
}

gboolean
rg_letters_write_pdf (RgLetters *letters, const char *path, GCancellable *cancellable,
                      GError **error)
{
  while (!rg_letters_paginate (letters, 16))
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  return rg_pdf_write (path, letters->paper, rg_letters_n_pages (letters), rg_letters_draw_cb,
                       letters, letters->head.shop != NULL ? letters->head.shop : "",
                       letters->head.date, cancellable, error);
}
