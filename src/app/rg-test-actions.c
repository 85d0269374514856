/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Hidden actions for tests. */
#include "app/rg-test-actions.h"

#include "app/rg-focus-walk.h"
#include "app/rg-heartbeat.h"
#include "app/rg-lint.h"
#include "app/rg-rest.h"

#include <adwaita.h>
#include <time.h>

static GdkTexture *
rg_test_render (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  const int width = gdk_paintable_get_intrinsic_width (paintable);
  const int height = gdk_paintable_get_intrinsic_height (paintable);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_to_node (snapshot);
  return node ? gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                             &bounds)
              : NULL;
}

static void
rg_test_screenshot_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  g_autoptr (GdkTexture) texture = window ? rg_test_render (GTK_WIDGET (window)) : NULL;
  const char *path = g_variant_get_string (parameter, NULL);
  /* Whoever waits for the file finds it only when it is whole. */
  g_autofree char *partial = g_strconcat (path, ".part", NULL);

  /* While the window is laid out anew there is nothing to be drawn: whoever waits asks again. */
  if (!texture)
    return;
  if (!gdk_texture_save_to_png (texture, partial) || rename (partial, path) != 0)
    g_warning ("No picture could be written to %s.", path);
}

static void
rg_test_size_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  int width;
  int height;

  g_variant_get (parameter, "(ii)", &width, &height);
  if (window)
    gtk_window_set_default_size (window, width, height);
}

static void
rg_test_write (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, text, -1, &error))
    g_warning ("%s", error->message);
}

/* Actions of a page are found from what is shown within it. */
static gboolean
rg_test_activate_within (GtkWidget *widget, const char *name, GVariant *target)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (rg_test_activate_within (child, name, target))
        return TRUE;
    }
  return gtk_widget_activate_action_variant (widget, name, target);
}

static void
rg_test_activate_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  const char *detailed = g_variant_get_string (parameter, NULL);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!window || !g_action_parse_detailed_name (detailed, &name, &target, NULL) ||
      !rg_test_activate_within (GTK_WIDGET (window), name, target))
    g_warning ("Nothing that is shown has the action %s.", detailed);
}

static AdwDialog *
rg_test_get_dialog (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  return ADW_IS_APPLICATION_WINDOW (window)
             ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
             : NULL;
}

static void
rg_test_close_dialog_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwDialog *dialog = rg_test_get_dialog (GTK_APPLICATION (data));

  if (dialog)
    adw_dialog_force_close (dialog);
}

/* What lies below a dialog cannot be used and is not read. */
static void
rg_test_lint_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  AdwDialog *dialog = rg_test_get_dialog (GTK_APPLICATION (data));
  g_autofree char *report = rg_lint_widget (dialog ? GTK_WIDGET (dialog) : GTK_WIDGET (window));

  rg_test_write (g_variant_get_string (parameter, NULL), report);
}

static void
rg_test_walked_cb (const char *report, gpointer data)
{
  g_autofree char *path = data;

  rg_test_write (path, report);
}

static void
rg_test_focus_walk_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rg_focus_walk_start (gtk_application_get_active_window (GTK_APPLICATION (data)),
                       rg_test_walked_cb, g_variant_dup_string (parameter, NULL));
}

static void
rg_test_rested_cb (gboolean rested, gpointer data)
{
  g_autofree char *path = data;

  rg_test_write (path, rested ? "{ \"rested\": true }" : "{ \"rested\": false }");
}

static void
rg_test_rest_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rg_rest_wait (gtk_application_get_active_window (GTK_APPLICATION (data)),
                rg_test_rested_cb, g_variant_dup_string (parameter, NULL));
}

static void
rg_test_direction_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_set_default_direction (g_str_equal (g_variant_get_string (parameter, NULL), "rtl")
                                      ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

static void
rg_test_heartbeat_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgHeartbeat *heart = g_object_get_data (data, "rg-heartbeat");
  g_autofree char *report = rg_heartbeat_report (heart);

  rg_test_write (g_variant_get_string (parameter, NULL), report);
}

/* --- the first rows --- */

/* When a row of a table was drawn for the first time. */
typedef struct
{
  GtkWidget *window;   /* borrowed; NULL afterwards */
  gint64 at;           /* monotonic microseconds; 0: not yet */
  gint64 processor_ms; /* of all threads until then */
} RgFirstRows;

static gboolean
rg_test_has_words (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (text && *text != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (rg_test_has_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
rg_test_has_row (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewRowWidget")
      && g_str_equal (gtk_widget_get_css_name (widget), "row"))
    return rg_test_has_words (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (rg_test_has_row (child))
      return TRUE;
  return FALSE;
}

static void
rg_test_painted_cb (GdkFrameClock *clock, gpointer data)
{
  RgFirstRows *rows = data;
  struct timespec used;

  if (!rows->window || !rg_test_has_row (rows->window))
    return;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  rows->at = g_get_monotonic_time ();
  rows->processor_ms = (gint64) used.tv_sec * 1000 + used.tv_nsec / 1000000;
  rows->window = NULL;
}

static void
rg_test_first_rows_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const RgFirstRows *rows = g_object_get_data (data, "rg-first-rows");
  g_autofree char *report =
      g_strdup_printf ("{\"at_us\": %" G_GINT64_FORMAT ", \"processor_ms\": %" G_GINT64_FORMAT
                       "}\n", rows->at, rows->processor_ms);

  rg_test_write (g_variant_get_string (parameter, NULL), report);
}

static void
rg_test_realize_cb (GtkWidget *window, gpointer data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  RgFirstRows *rows = g_object_get_data (G_OBJECT (application), "rg-first-rows");

  rg_heartbeat_watch_frames (data, clock);
  if (rows->at != 0)
    return;
  rows->window = window;
  g_signal_connect (clock, "after-paint", G_CALLBACK (rg_test_painted_cb), rows);
}

static void
rg_test_window_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "realize", G_CALLBACK (rg_test_realize_cb), data);
}

/* Milliseconds of the main thread. */
static gint64
rg_test_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Keeps the main loop, so that a test can see that this is felt. */
static void
rg_test_hold_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const gint64 until = rg_test_processor_time () + g_variant_get_int32 (parameter);

  while (rg_test_processor_time () < until)
    ;
}

static void
rg_test_heartbeat_start (GtkApplication *application)
{
  RgHeartbeat *heart = rg_heartbeat_new ();

  g_object_set_data_full (G_OBJECT (application), "rg-heartbeat", heart,
                          (GDestroyNotify) rg_heartbeat_free);
  g_object_set_data_full (G_OBJECT (application), "rg-first-rows", g_new0 (RgFirstRows, 1),
                          g_free);
  g_signal_connect (application, "window-added", G_CALLBACK (rg_test_window_added_cb), heart);
}

void
rg_test_actions_install (GtkApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "test-activate", .activate = rg_test_activate_action, .parameter_type = "s" },
    { .name = "test-close-dialog", .activate = rg_test_close_dialog_action },
    { .name = "test-direction", .activate = rg_test_direction_action, .parameter_type = "s" },
    { .name = "test-first-rows", .activate = rg_test_first_rows_action, .parameter_type = "s" },
    { .name = "test-focus-walk", .activate = rg_test_focus_walk_action, .parameter_type = "s" },
    { .name = "test-heartbeat", .activate = rg_test_heartbeat_action, .parameter_type = "s" },
    { .name = "test-hold", .activate = rg_test_hold_action, .parameter_type = "i" },
    { .name = "test-lint", .activate = rg_test_lint_action, .parameter_type = "s" },
    { .name = "test-rest", .activate = rg_test_rest_action, .parameter_type = "s" },
    { .name = "test-screenshot", .activate = rg_test_screenshot_action, .parameter_type = "s" },
    { .name = "test-size", .activate = rg_test_size_action, .parameter_type = "(ii)" },
  };

  if (g_strcmp0 (g_getenv ("REGULARS_TEST"), "1") != 0)
    return;
  rg_test_heartbeat_start (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}
