/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Pages of any form for a list of people. */
#include "print/rg-sheets-private.h"

/* Letters that are laid out before somebody may stop it. */
#define RG_SHEETS_AT_ONCE 16
/* The share of the time that counting the pages of letters takes. */
#define RG_SHEETS_COUNTING 0.45

void
rg_sheets_setup_init (RgSheetsSetup *setup)
{
  *setup = (RgSheetsSetup) { RG_OUTPUT_LETTERS, rg_paper_default (), { NULL }, 1 };
  rg_label_sheet_from_id (setup->paper == &rg_paper_letter ? "3x10-66.7x25.4" : "3x8-70x37",
                          &setup->labels);
}

const RgPaper *
rg_sheets_setup_get_paper (const RgSheetsSetup *setup)
{
  return setup->form == RG_OUTPUT_LABELS ? setup->labels.paper : setup->paper;
}

/* --- life --------------------------------------------------------------------------------- */

static void
rg_sheets_fill_letter (guint index, RgLetter *letter, gpointer data)
{
  const RgSheets *sheets = data;
  RgRecipient recipient;

  if (!sheets->source (index, &recipient, sheets->data))
    return;
  letter->address = g_strdup_printf ("%s\n%s", recipient.name, recipient.contact);
  letter->subject = g_strdup (recipient.subject);
  letter->body = g_strdup (recipient.body);
  letter->coupon = g_strdup (recipient.coupon);
}

RgSheets *
rg_sheets_new (const RgSheetsSetup *setup, const RgLetterhead *head, const char *title, guint n,
               RgRecipientSource source, gpointer data, GDestroyNotify free_data)
{
  RgSheets *sheets = g_new0 (RgSheets, 1);

  sheets->setup = *setup;
  sheets->head = (RgLetterhead) { .shop = g_strdup (head->shop), .offer = g_strdup (head->offer),
                                  .date = head->date };
  sheets->title = g_strdup (title);
  sheets->n = n;
  sheets->source = source;
  sheets->data = data;
  sheets->free_data = free_data;
  sheets->grid = setup->labels;
  if (setup->form == RG_OUTPUT_COUPONS)
    rg_sheets_init_coupon_grid (&sheets->grid, setup->paper);
  if (setup->form == RG_OUTPUT_LETTERS)
    sheets->letters = rg_letters_new (setup->paper, head, n, rg_sheets_fill_letter, sheets, NULL);
  return sheets;
}

void
rg_sheets_free (RgSheets *sheets)
{
  g_clear_pointer (&sheets->letters, rg_letters_free);
  if (sheets->free_data != NULL)
    sheets->free_data (sheets->data);
  rg_letterhead_clear (&sheets->head);
  g_free (sheets->title);
  g_free (sheets);
}

/* --- pages -------------------------------------------------------------------------------- */

gboolean
rg_sheets_paginate (RgSheets *sheets, guint most)
{
  gboolean all;

  if (sheets->letters == NULL)
    return TRUE;
  all = rg_letters_paginate (sheets->letters, most);
  g_atomic_int_set (&sheets->n_counted,
                    (gint) (rg_letters_progress (sheets->letters) * sheets->n));
  return all;
}

guint
rg_sheets_get_n_pages (RgSheets *sheets)
{
  guint places, used = 0;

  switch (sheets->setup.form)
    {
    case RG_OUTPUT_LETTERS:
      return rg_letters_n_pages (sheets->letters);
    case RG_OUTPUT_LABELS:
      used = MAX (sheets->setup.start, 1) - 1;
      G_GNUC_FALLTHROUGH;
    case RG_OUTPUT_COUPONS:
      places = rg_label_sheet_get_n (&sheets->grid);
      break;
    default:
      places = rg_sheets_get_rows (sheets->setup.form, sheets->setup.paper);
    }
  return (sheets->n + used + places - 1) / places;
}

const RgPaper *
rg_sheets_get_paper (RgSheets *sheets)
{
  return rg_sheets_setup_get_paper (&sheets->setup);
}

double
rg_sheets_draw_text (cairo_t *cr, double size, gboolean bold, double width, int lines, double x,
                     double y, const char *text)
{
  g_autoptr (PangoLayout) layout = rg_page_layout (size, bold, width, text);

  pango_layout_set_height (layout, lines <= 1 ? 0 : -lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return rg_page_show (cr, layout, x, y);
}

void
rg_sheets_draw_page (RgSheets *sheets, cairo_t *cr, guint page)
{
  switch (sheets->setup.form)
    {
    case RG_OUTPUT_LETTERS:
      rg_letters_draw_page (sheets->letters, cr, page);
      break;
    case RG_OUTPUT_LABELS:
      rg_sheets_draw_labels (sheets, cr, page);
      break;
    case RG_OUTPUT_COUPONS:
      rg_sheets_draw_coupons (sheets, cr, page);
      break;
    default:
      rg_sheets_draw_list (sheets, cr, page);
    }
  g_atomic_int_inc (&sheets->n_drawn);
}

/* --- files -------------------------------------------------------------------------------- */

static void
rg_sheets_draw_cb (cairo_t *cr, guint page, gpointer data)
{
  rg_sheets_draw_page (data, cr, page);
}

gboolean
rg_sheets_write_pdf (RgSheets *sheets, const char *path, GCancellable *cancellable, GError **error)
{
  while (!rg_sheets_paginate (sheets, RG_SHEETS_AT_ONCE))
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  g_atomic_int_set (&sheets->n_drawn, 0);
  return rg_pdf_write (path, rg_sheets_get_paper (sheets), rg_sheets_get_n_pages (sheets),
                       rg_sheets_draw_cb, sheets, sheets->title, sheets->head.date, cancellable,
                       error);
}

double
rg_sheets_get_progress (RgSheets *sheets)
{
  const double n = MAX (sheets->n, 1);
  const double counted = g_atomic_int_get (&sheets->n_counted) / n;
  const double drawn = g_atomic_int_get (&sheets->n_drawn) / n;

  if (sheets->letters == NULL)
    return MIN (drawn, 1);
  /* Letters have a page each, as a rule. */
  return RG_SHEETS_COUNTING * counted + (1 - RG_SHEETS_COUNTING) * MIN (drawn, 1);
}
