/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page lint against a page with one planted fault of each kind, and against a clean one. */
#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "app/rg-focus-walk.h"
#include "app/rg-heartbeat.h"
#include "app/rg-lint.h"
#include "widgets/rg-rows.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *box;
} Page;

static void
page_set_up (Page *page, gconstpointer data)
{
  page->window = adw_window_new ();
  page->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_halign (page->box, GTK_ALIGN_START);
  gtk_window_set_default_size (GTK_WINDOW (page->window), 400, 300);
  adw_window_set_content (ADW_WINDOW (page->window), page->box);
}

static void
page_tear_down (Page *page, gconstpointer data)
{
  GtkWidget *window = page->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &page->window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (page->window);
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("the window was not drawn");
  return G_SOURCE_REMOVE;
}

static void
page_show (Page *page)
{
  guint timeout = g_timeout_add_seconds (20, give_up_cb, NULL);

  gtk_window_present (GTK_WINDOW (page->window));
  while (gtk_widget_get_width (page->box) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* How many findings of the kind there are; NULL: of all kinds. */
static int
count_findings (const char *report, const char *kind)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *findings;
  int found = 0;

  json_parser_load_from_data (parser, report, -1, &error);
  g_assert_no_error (error);
  findings = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "findings");
  for (guint i = 0; i < json_array_get_length (findings); i++)
    {
      JsonObject *finding = json_array_get_object_element (findings, i);

      if (!kind || g_str_equal (json_object_get_string_member (finding, "kind"), kind))
        found++;
    }
  if (!kind && found)
    g_test_message ("%s", report);
  return found;
}

/* Shows the window and lints it. */
static int
page_count (Page *page, const char *kind)
{
  g_autofree char *report = NULL;

  page_show (page);
  report = rg_lint_widget (page->window);
  return count_findings (report, kind);
}

static void
walked_cb (const char *report, gpointer data)
{
  *(char **) data = g_strdup (report);
}

/* Shows the window and walks the keyboard through it. */
static int
page_walk (Page *page, const char *kind)
{
  guint timeout = g_timeout_add_seconds (20, give_up_cb, NULL);
  g_autofree char *report = NULL;

  page_show (page);
  rg_focus_walk_start (GTK_WINDOW (page->window), walked_cb, &report);
  while (!report)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  return count_findings (report, kind);
}

static void
page_add (Page *page, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (page->box), widget);
}

static GtkWidget *
new_dotted_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  return label;
}

static void
test_clean (Page *page, gconstpointer data)
{
  GtkWidget *icon = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dotted = new_dotted_label ("a name that is far too long");

  gtk_widget_set_tooltip_text (icon, "Add");
  gtk_widget_set_tooltip_text (dotted, "a name that is far too long");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Name",
                                  -1);
  page_add (page, gtk_label_new ("Hello"));
  page_add (page, gtk_button_new_with_label ("Save"));
  page_add (page, icon);
  page_add (page, entry);
  page_add (page, dotted);
  g_assert_cmpint (page_count (page, NULL), ==, 0);
}

static void
test_dots (Page *page, gconstpointer data)
{
  page_add (page, new_dotted_label ("a name that is far too long"));
  g_assert_cmpint (page_count (page, "dots"), ==, 1);
}

static void
test_dots_in_inscription (Page *page, gconstpointer data)
{
  GtkWidget *inscription = gtk_inscription_new ("a name that is far too long");

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 4);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), 4);
  page_add (page, inscription);
  g_assert_cmpint (page_count (page, "dots"), ==, 1);
}

static void
test_nameless (Page *page, gconstpointer data)
{
  page_add (page, gtk_button_new_from_icon_name ("list-add-symbolic"));
  page_add (page, gtk_entry_new ());
  g_assert_cmpint (page_count (page, "nameless"), ==, 2);
}

static void
test_unreachable (Page *page, gconstpointer data)
{
  GtkWidget *button = gtk_button_new_with_label ("Save");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("press me"));
  page_add (page, button);
  page_add (page, box);
  g_assert_cmpint (page_count (page, "unreachable"), ==, 2);
}

static GtkWidget *
new_leading_row (GtkAccessibleRole role, GtkWidget *inner)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "accessible-role", role, "title", "Tea",
                                 NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), inner);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), inner);
  return row;
}

static void
test_two_stops (Page *page, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list),
                       new_leading_row (GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                        gtk_button_new_with_label ("Show")));
  page_add (page, list);
  g_assert_cmpint (page_count (page, "two-stops"), ==, 1);
  page_add (page, g_object_new (ADW_TYPE_EXPANDER_ROW, "title", "Tea", "show-enable-switch", TRUE,
                                NULL));
  g_assert_cmpint (page_count (page, "two-stops"), ==, 2);
}

/* Only a window of an application has actions. */
static void
test_dead_item (Page *page, gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GtkApplication) application =
    gtk_application_new ("io.github.regulars.Lint", G_APPLICATION_NON_UNIQUE);
  GtkWidget *window, *button = gtk_menu_button_new ();
  const GActionEntry entries[] = { { .name = "plain" }, { .name = "open", .parameter_type = "x" } };
  g_autofree char *report = NULL;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = gtk_application_window_new (application);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), NULL);
  g_menu_append (menu, "Right", "win.plain");
  g_menu_append (menu, "Right", "win.open(int64 1)");
  g_menu_append (menu, "Of text", "win.open('1')");
  g_menu_append (menu, "Of nothing", "win.open");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (button))
    g_main_context_iteration (NULL, TRUE);
  report = rg_lint_widget (window);
  g_assert_cmpint (count_findings (report, "dead-item"), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_small (Page *page, gconstpointer data)
{
  GtkWidget *button = gtk_button_new_with_label ("x");
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_css_provider_load_from_string (css, ".tiny { min-height: 12px; padding: 0; }");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_widget_add_css_class (button, "tiny");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  page_add (page, button);
  g_assert_cmpint (page_count (page, "small"), ==, 1);
}

/* --- where Tab goes --- */

static void
test_walk_clean (Page *page, gconstpointer data)
{
  page_add (page, gtk_button_new_with_label ("One"));
  page_add (page, gtk_check_button_new_with_label ("Two"));
  page_add (page, gtk_button_new_with_label ("Three"));
  g_assert_cmpint (page_walk (page, NULL), ==, 0);
}

static void
test_walk_hidden_focus (Page *page, gconstpointer data)
{
  GtkWidget *button = gtk_button_new_with_label ("One");
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_css_provider_load_from_string (css, ".bare { outline: none; transition: none; }");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  gtk_widget_add_css_class (button, "bare");
  page_add (page, button);
  page_add (page, gtk_button_new_with_label ("Two"));
  g_assert_cmpint (page_walk (page, "hidden-focus"), ==, 1);
}

static void
test_walk_out_of_view (Page *page, gconstpointer data)
{
  GtkWidget *fixed = gtk_fixed_new ();

  gtk_fixed_put (GTK_FIXED (fixed), gtk_button_new_with_label ("Far"), -400, 0);
  page_add (page, gtk_button_new_with_label ("Near"));
  page_add (page, fixed);
  g_assert_cmpint (page_walk (page, "out-of-view"), ==, 1);
}

static void
test_walk_roleless (Page *page, gconstpointer data)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_set_size_request (area, 40, 40);
  gtk_widget_set_focusable (area, TRUE);
  page_add (page, area);
  page_add (page, gtk_button_new_with_label ("Two"));
  g_assert_cmpint (page_walk (page, "roleless"), ==, 1);
}

/* The third one sends the keyboard back. */
static void
send_back_cb (GtkWindow *window, GParamSpec *pspec, GtkWidget *to)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (GTK_IS_BUTTON (focus) && g_str_equal (gtk_button_get_label (GTK_BUTTON (focus)), "Three"))
    gtk_widget_grab_focus (to);
}

static void
test_walk_trap (Page *page, gconstpointer data)
{
  GtkWidget *one = gtk_button_new_with_label ("One");
  GtkWidget *two = gtk_button_new_with_label ("Two");
  GtkWidget *three = gtk_button_new_with_label ("Three");

  page_add (page, one);
  page_add (page, two);
  page_add (page, three);
  g_signal_connect (page->window, "notify::focus-widget", G_CALLBACK (send_back_cb), two);
  g_assert_cmpint (page_walk (page, "trap"), ==, 1);
  g_signal_handlers_disconnect_by_data (page->window, two);
}

static void
test_walk_skipped (Page *page, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  page_add (page, gtk_button_new_with_label ("One"));
  page_add (page, gtk_button_new_with_label ("Two"));
  page_add (page, box);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Three"));
  g_signal_connect (page->window, "notify::focus-widget", G_CALLBACK (send_back_cb),
                    gtk_widget_get_first_child (page->box));
  g_assert_cmpint (page_walk (page, "skipped"), ==, 1);
  g_signal_handlers_disconnect_by_data (page->window, gtk_widget_get_first_child (page->box));
}

static void
test_icon (Page *page, gconstpointer data)
{
  page_add (page, gtk_image_new_from_icon_name ("an-icon-that-nobody-drew-symbolic"));
  g_assert_cmpint (page_count (page, "no-icon"), ==, 1);
}

/* A frame that promises 40 pixels and holds a button that needs more. */
static void
test_outside (Page *page, gconstpointer data)
{
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *wide = gtk_button_new_with_label ("a button that is wider than the window is");

  gtk_widget_set_size_request (wide, 600, -1);
  gtk_widget_set_overflow (fixed, GTK_OVERFLOW_HIDDEN);
  gtk_fixed_put (GTK_FIXED (fixed), wide, -50, 0);
  page_add (page, fixed);
  g_assert_cmpint (page_count (page, "outside"), >=, 1);
}

/* Out of the window, in something that may hold more than it shows. */
static void
test_beyond (Page *page, gconstpointer data)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *fixed = gtk_fixed_new ();

  gtk_fixed_put (GTK_FIXED (fixed), gtk_button_new_with_label ("Save"), -30, 0);
  gtk_stack_add_child (GTK_STACK (stack), fixed);
  page_add (page, stack);
  g_assert_cmpint (page_count (page, "beyond"), >=, 1);
}

/* Of all rows from here on, also in what is tested after it. */
static void
test_rows (Page *page, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *label = gtk_label_new ("3 of them");
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *ticked = new_leading_row (GTK_ACCESSIBLE_ROLE_CHECKBOX, check);
  const char *const words[] = { "Coffee", "Milk", NULL };
  GtkWidget *choice = g_object_new (ADW_TYPE_COMBO_ROW, "title", "Drink", "model",
                                    gtk_string_list_new (words), NULL);

  rg_rows_watch ();
  gtk_list_box_append (GTK_LIST_BOX (list), label);
  gtk_list_box_append (GTK_LIST_BOX (list), choice);
  gtk_list_box_append (GTK_LIST_BOX (list), ticked);
  gtk_list_box_append (GTK_LIST_BOX (list),
                       new_leading_row (GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                        gtk_button_new_with_label ("Show")));
  page_add (page, list);
  g_assert_cmpint (page_count (page, NULL), ==, 0);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (label),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "3 of them");
  gtk_label_set_label (GTK_LABEL (label), "4 of them");
  gtk_test_accessible_assert_property (gtk_widget_get_parent (label),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "4 of them");
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Coffee");
  adw_combo_row_set_selected (ADW_COMBO_ROW (choice), 1);
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Milk");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_test_accessible_assert_state (ticked, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
}

static void
test_heartbeat (void)
{
  g_autoptr (RgHeartbeat) heart = rg_heartbeat_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *report = NULL;
  gint64 end = g_get_monotonic_time () + 50 * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_usleep (150 * 1000);
  g_main_context_iteration (NULL, TRUE);
  report = rg_heartbeat_report (heart);
  root = json_from_string (report, NULL);
  g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (root), "longest_ms"), >,
                     100);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "beats"), >, 1);
}

#define ADD(name, function) \
  g_test_add ("/lint/" name, Page, NULL, page_set_up, function, page_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("clean", test_clean);
  ADD ("dots", test_dots);
  ADD ("dots-in-inscription", test_dots_in_inscription);
  ADD ("nameless", test_nameless);
  ADD ("unreachable", test_unreachable);
  ADD ("small", test_small);
  ADD ("walk/clean", test_walk_clean);
  ADD ("walk/hidden-focus", test_walk_hidden_focus);
  ADD ("walk/out-of-view", test_walk_out_of_view);
  ADD ("walk/roleless", test_walk_roleless);
  ADD ("walk/skipped", test_walk_skipped);
  ADD ("walk/trap", test_walk_trap);
  ADD ("icon", test_icon);
  ADD ("beyond", test_beyond);
  ADD ("outside", test_outside);
  ADD ("dead-item", test_dead_item);
  ADD ("two-stops", test_two_stops);
  g_test_add_func ("/heartbeat/notices-a-stall", test_heartbeat);
  ADD ("rows", test_rows);
  return g_test_run ();
}
