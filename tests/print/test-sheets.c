/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Measures of labels as text and on the paper, and that everybody of a list stands on the sheets
 * exactly once. */
#include "print/rg-sheets.h"

#include <string.h>

/* The usual sheets fit on their paper, are found again, and have the margins that stand on the
 * packages: L7160 7.2 and 15.1 mm, L7163 4.6 and 15.1, 5160 4.8 and 12.7 (0.19 and 0.5 inches). */
static void
test_usual (void)
{
  static const struct {
    const char *id;
    double left, top;
  } known[] = {
    { "3x8-70x37", 0, 0.5 },
    { "3x7-63.5x38.1", 7.2, 15.15 },
    { "2x7-99.1x38.1", 4.65, 15.15 },
    { "3x10-66.7x25.4", 4.76, 12.7 },
  };
  RgLabelSheet sheet, again;

  for (guint i = 0; rg_label_sheet_get_id (i) != NULL; i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (rg_label_sheet_from_id (rg_label_sheet_get_id (i), &sheet));
      g_assert_true (rg_label_sheet_check (&sheet, NULL));
      text = rg_label_sheet_print (&sheet);
      g_assert_true (rg_label_sheet_parse (text, &again, NULL));
      g_assert_cmpfloat_with_epsilon (again.left, sheet.left, 0.01);
      g_assert_cmpfloat_with_epsilon (again.width, sheet.width, 0.01);
      g_assert_true (again.paper == sheet.paper);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_assert_true (rg_label_sheet_from_id (known[i].id, &sheet));
      g_assert_cmpfloat_with_epsilon (sheet.left, known[i].left, 0.05);
      g_assert_cmpfloat_with_epsilon (sheet.top, known[i].top, 0.05);
    }
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "", "3x8", "70x37", "3x8 70", "3x8 70x", "3x8 70x37 gap", "3x8 70x37 gap 1", "0x8 70x37",
    "3x0 70x37", "3.5x8 40x20", "21x1 20x20", "4x8 70x37", "3x9 70x37", "3x8 70x37 margin 5x5",
    "3x8 5x37", "3x8 70x2", "3x8 nanx37", "3x8 1e400x37", "-3x8 70x37", "3x8 -70x37",
    "3x8 70x37 A5", "3x8 70x37 gap -1x0", "3x8 70x37 margin 0x0 x", "9999999999x8 70x37",
  };
  RgLabelSheet sheet;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      if (rg_label_sheet_parse (wrong[i], &sheet, &error))
        g_error ("“%s” was taken", wrong[i]);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
  g_assert_true (rg_label_sheet_parse ("2x5 90x50 gap 4x1 margin 10.5x20 Letter", &sheet, NULL));
  g_assert_cmpfloat (sheet.gap_x, ==, 4);
  g_assert_cmpfloat (sheet.top, ==, 20);
  g_assert_true (sheet.paper == &rg_paper_letter);
}

/* No two labels lie on each other, and all lie on the paper. */
static void
test_places (void)
{
  for (guint s = 0; rg_label_sheet_get_id (s) != NULL; s++)
    {
      RgLabelSheet sheet;

      rg_label_sheet_from_id (rg_label_sheet_get_id (s), &sheet);
      for (guint i = 0; i < rg_label_sheet_get_n (&sheet); i++)
        {
          double x, y, next_x, next_y;

          rg_label_sheet_place (&sheet, i, &x, &y);
          g_assert_cmpfloat (x, >=, -0.01);
          g_assert_cmpfloat (x + sheet.width * RG_MM, <=, sheet.paper->width + 0.1);
          g_assert_cmpfloat (y + sheet.height * RG_MM, <=, sheet.paper->height + 0.1);
          if (i + 1 == rg_label_sheet_get_n (&sheet))
            continue;
          rg_label_sheet_place (&sheet, i + 1, &next_x, &next_y);
          g_assert_true (next_x >= x + sheet.width * RG_MM - 0.01
                         || next_y >= y + sheet.height * RG_MM - 0.01);
        }
    }
}

typedef struct {
  guint asked[200];
  guint fails; /* somebody who cannot be read; 0: nobody */
} Asking;

static gboolean
ask (guint index, RgRecipient *recipient, gpointer data)
{
  Asking *asking = data;

  g_assert_cmpuint (index, <, G_N_ELEMENTS (asking->asked));
  asking->asked[index]++;
  if (index + 1 == asking->fails)
    return FALSE;
  *recipient = (RgRecipient) { "Åse Dahl", "Storgata 3\n0155 Oslo", "", "Hello", "K7QW3FHDXA9M" };
  return TRUE;
}

static void
draw_all (const RgSheetsSetup *setup, guint n, guint fails)
{
  g_auto (RgLetterhead) head = { .shop = g_strdup ("Fjordbok"), .date = 20000 };
  Asking asking = { .fails = fails };
  g_autoptr (RgSheets) sheets = rg_sheets_new (setup, &head, "List", n, ask, &asking, NULL);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  while (!rg_sheets_paginate (sheets, 7))
    ;
  memset (asking.asked, 0, sizeof asking.asked);
  for (guint page = 0; page < rg_sheets_get_n_pages (sheets); page++)
    rg_sheets_draw_page (sheets, cr, page);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (asking.asked[i], ==, 1);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_everybody_once (void)
{
  for (guint form = 0; form < RG_N_OUTPUT_FORMS; form++)
    for (guint n = 1; n < 120; n += 17)
      for (guint start = 1; start <= 24; start += form == RG_OUTPUT_LABELS ? 5 : 24)
        {
          RgSheetsSetup setup;

          rg_sheets_setup_init (&setup);
          setup.form = (RgOutputForm) form;
          setup.start = start;
          draw_all (&setup, n, form == RG_OUTPUT_LETTERS ? 0 : n / 2);
        }
}

/* A page of labels that begins with the last one has one, and the others follow. */
static void
test_start (void)
{
  g_auto (RgLetterhead) head = { .shop = g_strdup ("Fjordbok"), .date = 20000 };
  Asking asking = { .fails = 0 };
  RgSheetsSetup setup;
  g_autoptr (RgSheets) sheets = NULL;

  rg_sheets_setup_init (&setup);
  setup.form = RG_OUTPUT_LABELS;
  setup.start = 24;
  sheets = rg_sheets_new (&setup, &head, "List", 25, ask, &asking, NULL);
  g_assert_cmpuint (rg_sheets_get_n_pages (sheets), ==, 2);
}

static void
test_forms (void)
{
  RgOutputForm form;

  for (guint i = 0; i < RG_N_OUTPUT_FORMS; i++)
    {
      g_assert_true (rg_output_form_from_id (rg_output_form_get_id ((RgOutputForm) i), &form));
      g_assert_cmpuint (form, ==, i);
    }
  g_assert_false (rg_output_form_from_id ("cards", &form));
  /* Whoever allowed something else gets nothing by post, and no call. */
  for (guint channel = 0; channel < RG_CHANNELS; channel++)
    {
      const gboolean post = channel == RG_CHANNEL_POST;

      g_assert_true (rg_output_form_fits (RG_OUTPUT_LETTERS, (RgChannel) channel) == post);
      g_assert_true (rg_output_form_fits (RG_OUTPUT_LABELS, (RgChannel) channel) == post);
      g_assert_true (rg_output_form_fits (RG_OUTPUT_ADDRESS_LIST, (RgChannel) channel) == post);
      if (post || channel == RG_CHANNEL_EMAIL)
        g_assert_false (rg_output_form_fits (RG_OUTPUT_CALL_LIST, (RgChannel) channel));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/usual", test_usual);
  g_test_add_func ("/sheets/refused", test_refused);
  g_test_add_func ("/sheets/places", test_places);
  g_test_add_func ("/sheets/everybody-once", test_everybody_once);
  g_test_add_func ("/sheets/start", test_start);
  g_test_add_func ("/sheets/forms", test_forms);
  return g_test_run ();
}
