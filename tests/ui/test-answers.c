/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Answers that come earlier or later than usual. What a page reads may come before the page is in
 * the window: it says the same then as one that was in the window first. A search may be closed
 * while it reads. */
#include <adwaita.h>

#include "app/rg-places.h"
#include "app/rg-search-dialog.h"
#include "app/rg-window.h"
#include "rg-test-shop.h"
#include "store/rg-store-sample.h"
#include "transfer/rg-sample.h"

/* What was read asks for more; what says the same so often has all of it. */
#define ROUNDS 3
#define PAUSE_MS 5
#define PATIENCE_US (10 * G_USEC_PER_SEC)

typedef struct {
  RgTestShop *shop;
  GtkWidget *window;
  AdwNavigationView *view;
} Shown;

/* The list of the letter is not fixed, so that what it offers can be changed. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *shop = g_new0 (RgTestShop, 1);
  RgSampleOptions options = { .n_customers = 60, .seed = RG_SAMPLE_SEED };
  g_autoptr (RgSampleData) data = NULL;
  g_autoptr (GError) error = NULL;

  rg_sample_until_now (&options);
  data = rg_sample_make (&options);
  shop->folder = g_dir_make_tmp ("regulars-early-XXXXXX", &error);
  g_assert_no_error (error);
  shop->path = g_build_filename (shop->folder, "shop.regulars", NULL);
  shop->store = rg_store_create_sample (shop->path, data, &error);
  g_assert_no_error (error);
  rg_test_shop_write (shop, "A letter that is not sent",
                      "INSERT INTO campaign (uuid, name, channel, segment_text, message, "
                      "piece_cost_minor, cost_minor, created_on, offer_kind, offer_value, "
                      "offer_cost_minor) VALUES (randomblob (16), 'Winter', 'post', "
                      "'visits at least 1', 'Dear {{name}},', 1250, 9900, 20000, 'money', 2500, "
                      "700)");
  rg_test_shop_reopen (shop);
  while (rg_store_get_dataset (shop->store) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return shop;
}

/* --- waiting --- */

static gboolean
read_nothing (RgDb *db, gpointer data, GError **error)
{
  return TRUE;
}

static void
answered_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  --*(int *) data;
}

static void
paused_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Readers answer in the order of the questions. */
static void
wait_for_reads (RgTestShop *shop)
{
  int asked = 2;
  gboolean paused = FALSE;

  rg_store_read_async (shop->store, RG_READER_ROWS, read_nothing, NULL, NULL, NULL, answered_cb,
                       &asked);
  rg_store_read_async (shop->store, RG_READER_REPORT, read_nothing, NULL, NULL, NULL, answered_cb,
                       &asked);
  g_timeout_add_once (PAUSE_MS, paused_cb, &paused);
  while (asked > 0 || !paused)
    g_main_context_iteration (NULL, TRUE);
}

/* --- what a page says --- */

static void
add_words (GString *words, GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_TEXT (widget))
    g_string_append_printf (words, "[%s]\n", gtk_editable_get_text (GTK_EDITABLE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_words (words, child);
}

static int
by_words (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* In order: some people are drawn by lot, each time in another. */
static char *
dup_words (AdwNavigationPage *page)
{
  g_autoptr (GString) words = g_string_new (adw_navigation_page_get_title (page));
  g_auto (GStrv) lines = NULL;

  g_string_append_c (words, '\n');
  add_words (words, GTK_WIDGET (page));
  lines = g_strsplit (words->str, "\n", -1);
  qsort (lines, g_strv_length (lines), sizeof *lines, by_words);
  return g_strjoinv ("\n", lines);
}

/* Until both say the same, or one says for good what the other does not. */
static void
wait_for_rest (Shown *shown, AdwNavigationPage *page, AdwNavigationPage *other)
{
  const gint64 until = g_get_monotonic_time () + PATIENCE_US;
  g_autofree char *before = g_strdup ("");

  for (int same = 0; same < ROUNDS && g_get_monotonic_time () < until;)
    {
      g_autofree char *words = NULL, *others = NULL;

      wait_for_reads (shown->shop);
      words = dup_words (page);
      others = dup_words (other);
      same = g_str_equal (words, others) && g_str_equal (words, before) ? same + 1 : 0;
      g_set_str (&before, words);
    }
}

static AdwNavigationPage *
make_page (Shown *shown, const RgDetail *detail, gint64 id)
{
  g_autoptr (GVariant) query = g_variant_ref_sink (g_variant_new_parsed (
    "{'title': <'People'>, 'customers': <[int64 1, 2]>, 'report': <'sales'>, 'id': <int64 1>}"));
  const gboolean by_id = g_str_equal (detail->parameter_type, "x");
  GType type = detail->get_type ();
  RgStore *store = shown->shop->store;

  return g_object_ref_sink (by_id ? g_object_new (type, "store", store, "id", id, NULL)
                                  : g_object_new (type, "store", store, "query", query, NULL));
}

static void
compare (Shown *shown, const RgDetail *detail, gint64 id)
{
  g_autoptr (AdwNavigationPage) page = make_page (shown, detail, id);
  g_autoptr (AdwNavigationPage) early = NULL;
  g_autofree char *usual = NULL, *words = NULL;

  adw_navigation_view_push (shown->view, page);
  wait_for_rest (shown, page, page);
  early = make_page (shown, detail, id);
  for (int i = 0; i < ROUNDS; i++)
    wait_for_reads (shown->shop);
  adw_navigation_view_push (shown->view, early);
  wait_for_rest (shown, early, page);
  usual = dup_words (page);
  words = dup_words (early);
  adw_navigation_view_pop (shown->view);
  adw_navigation_view_pop (shown->view);
  g_test_message ("%s %d: %zu characters", detail->action, (int) id, strlen (usual));
  g_assert_cmpstr (words, ==, usual);
}

static void
test_pages (void)
{
  Shown shown = { .shop = make_shop (), .window = adw_window_new (),
                  .view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ()) };
  gsize n_details;
  const RgDetail *details = rg_details_get (&n_details);
  g_autofree char *newest = rg_test_shop_read (shown.shop, "SELECT max(id) FROM campaign");
  const gint64 letter = g_ascii_strtoll (newest, NULL, 10);

  adw_navigation_view_push (shown.view, adw_navigation_page_new (gtk_label_new (""), "First"));
  adw_window_set_content (ADW_WINDOW (shown.window), GTK_WIDGET (shown.view));
  gtk_window_set_default_size (GTK_WINDOW (shown.window), 900, 700);
  gtk_window_present (GTK_WINDOW (shown.window));
  /* The page of a segment has two ways to open, and the other draws of everybody. */
  for (gsize i = 0; i < n_details; i++)
    if (g_type_is_a (details[i].get_type (), ADW_TYPE_NAVIGATION_PAGE) &&
        !g_str_equal (details[i].action, "show-segment-view"))
      compare (&shown, &details[i],
               g_str_has_prefix (details[i].action, "show-campaign") ? letter : 1);
  gtk_window_destroy (GTK_WINDOW (shown.window));
  wait_for_reads (shown.shop);
  rg_test_shop_free (shown.shop);
}

/* --- a search that is closed --- */

/* The button that closes the dialog, wherever its header has it. */
static GtkWidget *
find_close (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "sheet.close") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_close (child);
  return found;
}

static void
find_entry (GtkWidget *widget, GtkWidget **entry)
{
  if (GTK_IS_SEARCH_ENTRY (widget))
    *entry = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    find_entry (child, entry);
}

/* Closes as a screen reader does, while the keyboard is nowhere, since the row that had it is gone:
 * then nothing holds on to the dialog as a key, the mouse or the focus would. */
static void
close_search (RgTestShop *shop, GtkWidget *window, gboolean reading)
{
  AdwDialog *dialog = rg_search_dialog_new (shop->store, GTK_APPLICATION_WINDOW (window));
  AdwDialog *alive = dialog;
  GtkWidget *entry = NULL, *close;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &alive);
  adw_dialog_present (dialog, window);
  /* It is open once it has taken the keyboard. */
  while (!gtk_window_get_focus (GTK_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
  close = find_close (GTK_WIDGET (dialog));
  rg_search_dialog_search (RG_SEARCH_DIALOG (dialog), "a");
  find_entry (GTK_WIDGET (dialog), &entry);
  if (reading)
    g_signal_emit_by_name (entry, "search-changed");
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_signal_emit_by_name (close, "clicked");
  /* libadwaita was not done with it. */
  g_assert_nonnull (alive);
  while (alive)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_search (void)
{
  RgTestShop *shop = make_shop ();
  g_autoptr (AdwApplication) application =
    adw_application_new ("io.github.regulars.Answers", G_APPLICATION_NON_UNIQUE);
  GtkWidget *window;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = adw_application_window_new (GTK_APPLICATION (application));
  rg_window_add_dialog_guard (ADW_APPLICATION_WINDOW (window));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new (""));
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 10; i++)
    close_search (shop, window, i % 2 == 0);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_for_reads (shop);
  rg_test_shop_free (shop);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/answers/before-the-window", test_pages);
  g_test_add_func ("/answers/closed-search", test_search);
  return g_test_run ();
}
