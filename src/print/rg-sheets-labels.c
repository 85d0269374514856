/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Addresses on labels, and coupons to be cut out. */
#include "print/rg-sheets-private.h"

#include "base/rg-coupon-code.h"
#include "print/rg-code128.h"

#define RG_LABEL_LARGE 11.0
#define RG_LABEL_SMALL 6.5
/* Printers shift the paper by a millimetre or two. */
#define RG_LABEL_PAD_X (4 * RG_MM)
#define RG_LABEL_PAD_Y (2.5 * RG_MM)

#define RG_COUPON_COLUMNS 2
#define RG_COUPON_ROWS 5
#define RG_COUPON_MARGIN 10.0 /* millimetres */
#define RG_COUPON_PAD (5 * RG_MM)
#define RG_COUPON_MODULE (0.33 * RG_MM)
#define RG_COUPON_BARS (11 * RG_MM)
#define RG_COUPON_MARK (4 * RG_MM)

/* All lines of an address begin on the side where its first one begins. */
static PangoLayout *
rg_sheets_make_label (double size, const char *text)
{
  PangoLayout *layout = rg_page_layout (size, FALSE, -1, text);

  pango_context_set_base_dir (pango_layout_get_context (layout),
                              pango_layout_get_direction (layout, 0));
  pango_layout_set_auto_dir (layout, FALSE);
  return layout;
}

/* As large as it fits; the longest addresses are cut. */
static void
rg_sheets_draw_label (cairo_t *cr, const RgLabelSheet *grid, double x, double y, const char *text)
{
  const double width = grid->width * RG_MM - 2 * RG_LABEL_PAD_X;
  const double height = grid->height * RG_MM - 2 * RG_LABEL_PAD_Y;
  g_autoptr (PangoLayout) layout = NULL;

  for (double size = RG_LABEL_LARGE; size >= RG_LABEL_SMALL; size -= 0.5)
    {
      g_clear_object (&layout);
      layout = rg_sheets_make_label (size, text);
      if (rg_page_layout_width (layout) <= width && rg_page_layout_height (layout) <= height)
        break;
    }
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_save (cr);
  cairo_rectangle (cr, x, y, grid->width * RG_MM, grid->height * RG_MM);
  cairo_clip (cr);
  rg_page_show (cr, layout, x + RG_LABEL_PAD_X,
                y + RG_LABEL_PAD_Y + MAX (height - rg_page_layout_height (layout), 0) / 2);
  cairo_restore (cr);
}

void
rg_sheets_draw_labels (RgSheets *sheets, cairo_t *cr, guint page)
{
  const guint places = rg_label_sheet_get_n (&sheets->grid);
  const guint used = MAX (sheets->setup.start, 1) - 1;

  for (guint i = 0; i < places; i++)
    {
      const guint place = page * places + i;
      RgRecipient recipient;
      g_autofree char *text = NULL;
      double x, y;

      if (place < used || place - used >= sheets->n
          || !sheets->source (place - used, &recipient, sheets->data))
        continue;
      text = g_strdup_printf ("%s\n%s", recipient.name, recipient.contact);
      rg_label_sheet_place (&sheets->grid, i, &x, &y);
      rg_sheets_draw_label (cr, &sheets->grid, x, y, text);
    }
}

/* --- coupons ------------------------------------------------------------------------------ */

void
rg_sheets_init_coupon_grid (RgLabelSheet *grid, const RgPaper *paper)
{
  *grid = (RgLabelSheet) {
    .paper = paper,
    .columns = RG_COUPON_COLUMNS,
    .rows = RG_COUPON_ROWS,
    .width = (paper->width / RG_MM - 2 * RG_COUPON_MARGIN) / RG_COUPON_COLUMNS,
    .height = (paper->height / RG_MM - 2 * RG_COUPON_MARGIN) / RG_COUPON_ROWS,
    .left = RG_COUPON_MARGIN,
    .top = RG_COUPON_MARGIN,
  };
}

/* What it gives, and until when: by then nobody has the letter at hand. */
static const char *
rg_sheets_get_coupon_words (const RgSheets *sheets, const RgRecipient *recipient)
{
  if (sheets->head.offer != NULL && *sheets->head.offer != '\0')
    return sheets->head.offer;
  return *recipient->subject != '\0' ? recipient->subject : sheets->title;
}

static void
rg_sheets_draw_coupon (RgSheets *sheets, cairo_t *cr, double x, double y,
                       const RgRecipient *recipient)
{
  const double width = sheets->grid.width * RG_MM - 2 * RG_COUPON_PAD;
  const double foot = y + sheets->grid.height * RG_MM - RG_COUPON_PAD;
  g_autofree char *widths = rg_code128_encode (recipient->coupon);
  g_autofree char *code = rg_coupon_code_format (recipient->coupon);

  x += RG_COUPON_PAD;
  y += RG_COUPON_PAD;
  y += rg_sheets_draw_text (cr, 8.5, FALSE, width, 1, x, y, sheets->head.shop) + 3;
  y += rg_sheets_draw_text (cr, 12, TRUE, width, 2, x, y,
                            rg_sheets_get_coupon_words (sheets, recipient)) + 3;
  rg_sheets_draw_text (cr, 9, FALSE, width, 1, x, y, recipient->name);
  if (widths != NULL)
    rg_code128_draw (cr, widths, x, foot - 12 - RG_COUPON_BARS, RG_COUPON_MODULE, RG_COUPON_BARS);
  rg_sheets_draw_text (cr, 9, FALSE, width, 1, x, foot - 10, code);
}

static void
rg_sheets_draw_tick (cairo_t *cr, double x, double y, double dx, double dy)
{
  cairo_move_to (cr, x - dx, y - dy);
  cairo_line_to (cr, x + dx, y + dy);
}

/* A cross at each corner: what is cut along them has none of it left but a grey hair. */
static void
rg_sheets_draw_marks (cairo_t *cr, const RgLabelSheet *grid)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.55, 0.55, 0.55);
  cairo_set_line_width (cr, 0.4);
  for (guint row = 0; row <= grid->rows; row++)
    for (guint column = 0; column <= grid->columns; column++)
      {
        const double x = (grid->left + column * grid->width) * RG_MM;
        const double y = (grid->top + row * grid->height) * RG_MM;

        rg_sheets_draw_tick (cr, x, y, RG_COUPON_MARK / 2, 0);
        rg_sheets_draw_tick (cr, x, y, 0, RG_COUPON_MARK / 2);
      }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
rg_sheets_draw_coupons (RgSheets *sheets, cairo_t *cr, guint page)
{
  const guint places = rg_label_sheet_get_n (&sheets->grid);

  rg_sheets_draw_marks (cr, &sheets->grid);
  for (guint i = 0; i < places && page * places + i < sheets->n; i++)
    {
      RgRecipient recipient;
      double x, y;

      if (!sheets->source (page * places + i, &recipient, sheets->data)
          || recipient.coupon == NULL)
        continue;
      rg_label_sheet_place (&sheets->grid, i, &x, &y);
      rg_sheets_draw_coupon (sheets, cr, x, y, &recipient);
    }
}
