/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lists on paper: to call by, with boxes to tick and room for a note, and of addresses. */
#include "print/rg-sheets-private.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"

#define RG_LIST_HEAD (16 * RG_MM) /* on every page */
#define RG_LIST_FOOT (8 * RG_MM)
#define RG_LIST_CALL (26 * RG_MM)
#define RG_LIST_ADDRESS (9 * RG_MM)
#define RG_LIST_BOX 8.0 /* points */
#define RG_LIST_WORDS 9.0
#define RG_LIST_REASON_LINES 5 /* of a call, the subject among them */
#define RG_LIST_ENTRY 10.0     /* what fits into one line */
#define RG_LIST_LONG_ENTRY 8.0 /* and what needs two, which begin higher */
#define RG_LIST_RAISED 4.0

static double
rg_sheets_row_height (RgOutputForm form)
{
  return form == RG_OUTPUT_CALL_LIST ? RG_LIST_CALL : RG_LIST_ADDRESS;
}

guint
rg_sheets_get_rows (RgOutputForm form, const RgPaper *paper)
{
  const double room = paper->height - 2 * RG_PAPER_MARGIN - RG_LIST_HEAD - RG_LIST_FOOT;

  return (guint) MAX (room / rg_sheets_row_height (form), 1);
}

static void
rg_sheets_draw_rule (cairo_t *cr, double x, double y, double width, double grey)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, x, y);
  cairo_rel_line_to (cr, width, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* A box to tick with its word, to the right of x; returns where the next one may begin. */
static double
rg_sheets_draw_box (cairo_t *cr, double x, double y, const char *word)
{
  g_autoptr (PangoLayout) layout = rg_page_layout (8, FALSE, -1, word);

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.7);
  cairo_rectangle (cr, x + 0.5, y + 1.5, RG_LIST_BOX, RG_LIST_BOX);
  cairo_stroke (cr);
  rg_page_show (cr, layout, x + RG_LIST_BOX + 4, y);
  return x + RG_LIST_BOX + 4 + rg_page_layout_width (layout) + 10;
}

/* Why somebody is called: the subject, which is the offer where there is one and may need two
 * lines, then what the message says. */
static void
rg_sheets_draw_reason (cairo_t *cr, double x, double y, double width, const RgRecipient *recipient)
{
  g_auto (GStrv) words = g_strsplit_set (recipient->body, " \n", -1);
  g_autoptr (GString) body = g_string_new (NULL);
  int lines = RG_LIST_REASON_LINES;

  if (*recipient->subject != '\0')
    {
      const double height = rg_sheets_draw_text (cr, RG_LIST_WORDS, TRUE, width, 2, x, y,
                                                 recipient->subject);

      lines -= height > 2 * RG_LIST_WORDS ? 2 : 1;
      y += height + 1;
    }
  /* A letter's empty lines would leave room for nothing else. */
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (body, "%s%s", body->len > 0 ? " " : "", words[i]);
  rg_sheets_draw_text (cr, RG_LIST_WORDS, FALSE, width, lines, x, y, body->str);
}

/* What becomes of a call, or of a text message. */
static void
rg_sheets_draw_boxes (cairo_t *cr, double x, double y, gboolean texts)
{
  double box = x;

  /* Translators: beside a box that is ticked after a text message. */
  box = rg_sheets_draw_box (cr, box, y, texts ? _("Sent") :
                                                /* Translators: the same after a call. */
                                                _("Reached"));
  /* Translators: beside a box: a text message did not arrive. */
  rg_sheets_draw_box (cr, box, y, texts ? _("Not arrived") : _("Call again"));
  /* Translators: beside a box that is ticked after a text message: this person wants no more. */
  rg_sheets_draw_box (cr, x, y + 14, texts ? _("Wants no messages") :
                      /* Translators: the same after a call. */
                      _("Wants no calls"));
}

static void
rg_sheets_draw_call (cairo_t *cr, double x, double y, double width, gboolean texts,
                     const RgRecipient *recipient)
{
  const double left = 0.3 * width, middle = 0.36 * width, right = width - left - middle;
  const double notes = x + left + middle;
  const double name = rg_sheets_draw_text (cr, 11, TRUE, left - 8, 2, x, y, recipient->name);

  rg_sheets_draw_text (cr, 12, FALSE, left - 8, 1, x, y + name + 4, recipient->contact);
  rg_sheets_draw_reason (cr, x + left, y, middle - 12, recipient);
  rg_sheets_draw_boxes (cr, notes, y, texts);
  for (int line = 1; line <= 2; line++)
    rg_sheets_draw_rule (cr, notes, y + 26 + 18 * line, right, 0.6);
}

/* What is too long for a line stands smaller, in two. */
static void
rg_sheets_draw_entry (cairo_t *cr, gboolean bold, double x, double y, double width,
                      const char *text)
{
  g_autoptr (PangoLayout) layout = rg_page_layout (RG_LIST_ENTRY, bold, -1, text);

  if (rg_page_layout_width (layout) <= width)
    rg_sheets_draw_text (cr, RG_LIST_ENTRY, bold, width, 1, x, y, text);
  else
    rg_sheets_draw_text (cr, RG_LIST_LONG_ENTRY, bold, width, 2, x, y - RG_LIST_RAISED, text);
}

static void
rg_sheets_draw_address (cairo_t *cr, double x, double y, double width, const RgRecipient *recipient)
{
  g_auto (GStrv) lines = g_strsplit (recipient->contact, "\n", -1);
  g_autofree char *address = g_strjoinv (", ", lines);

  rg_sheets_draw_entry (cr, TRUE, x, y, 0.34 * width - 8, recipient->name);
  rg_sheets_draw_entry (cr, FALSE, x + 0.34 * width, y, 0.66 * width, address);
}

/* Whose list it is, of which day, and how long. */
static void
rg_sheets_draw_head (RgSheets *sheets, cairo_t *cr, double width)
{
  g_autofree char *day = rg_page_date (sheets->head.date);
  g_autofree char *number = rg_number_format (sheets->n);
  /* Translators: how many people a list has. */
  g_autofree char *people = g_strdup_printf (P_ ("%s person", "%s people", sheets->n), number);
  g_autofree char *line = g_strjoin (" · ", sheets->head.shop, people, day, NULL);

  rg_sheets_draw_text (cr, 15, TRUE, width, 1, RG_PAPER_MARGIN, RG_PAPER_MARGIN, sheets->title);
  rg_sheets_draw_text (cr, RG_LIST_WORDS, FALSE, width, 1, RG_PAPER_MARGIN, RG_PAPER_MARGIN + 22,
                       line);
}

static void
rg_sheets_draw_foot (RgSheets *sheets, cairo_t *cr, guint page, double width)
{
  /* Translators: the number of a page, and how many there are. */
  g_autofree char *text = g_strdup_printf (_("Page %u of %u"), page + 1,
                                           rg_sheets_get_n_pages (sheets));
  g_autoptr (PangoLayout) layout = rg_page_layout (8.5, FALSE, width, text);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  rg_page_show (cr, layout, RG_PAPER_MARGIN,
                sheets->setup.paper->height - RG_PAPER_MARGIN - rg_page_layout_height (layout));
}

void
rg_sheets_draw_list (RgSheets *sheets, cairo_t *cr, guint page)
{
  const double width = sheets->setup.paper->width - 2 * RG_PAPER_MARGIN;
  const double height = rg_sheets_row_height (sheets->setup.form);
  const guint rows = rg_sheets_get_rows (sheets->setup.form, sheets->setup.paper);
  double y = RG_PAPER_MARGIN + RG_LIST_HEAD;

  rg_sheets_draw_head (sheets, cr, width);
  for (guint i = page * rows; i < MIN ((page + 1) * rows, sheets->n); i++, y += height)
    {
      RgRecipient recipient;

      rg_sheets_draw_rule (cr, RG_PAPER_MARGIN, y, width, 0.35);
      if (!sheets->source (i, &recipient, sheets->data))
        continue;
      if (sheets->setup.form == RG_OUTPUT_CALL_LIST)
        rg_sheets_draw_call (cr, RG_PAPER_MARGIN, y + 6, width, sheets->setup.texts, &recipient);
      else
        rg_sheets_draw_address (cr, RG_PAPER_MARGIN, y + 6, width, &recipient);
    }
  rg_sheets_draw_rule (cr, RG_PAPER_MARGIN, y, width, 0.35);
  rg_sheets_draw_foot (sheets, cr, page, width);
}
