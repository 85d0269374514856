/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The table of shortcuts. */
#include "app/rg-shortcuts.h"

#include "app/rg-places.h"
#include "base/rg-i18n.h"

static const RgShortcut shortcuts[] = {
  { N_("General"), N_("Main Menu"), "F10", "win.main-menu" },
  { N_("General"), N_("Search Everything"), "<Control>k", "win.search-everything" },
  { N_("General"), N_("Search on This Page"), "<Control>f", "win.search" },
  { N_("General"), N_("New"), "<Control>n", "win.new" },
  { N_("General"), N_("Import Sales"), "<Control>i", "win.import-sales" },
  { N_("General"), N_("Use a Coupon"), "<Control>u", "win.use-coupon(@a{sv} {})" },
  { N_("General"), N_("Undo"), "<Control>z", "win.undo", TRUE },
  { N_("General"), N_("Preferences"), "<Control>comma", "app.preferences" },
  { N_("General"), N_("Help"), "F1", "app.help('')" },
  { N_("General"), N_("Keyboard Shortcuts"), "<Control>question", "app.shortcuts" },
  { N_("General"), N_("Close Window"), "<Control>w", "window.close" },
  { N_("General"), N_("Quit"), "<Control>q", "app.quit" },
  { N_("A Customer"), N_("Write a Note"), "<Control><Shift>n", NULL },
  { N_("A Customer"), N_("Write Down a Call"), "<Control><Shift>l", NULL },
  { N_("A Customer"), N_("Write Down a Ticket"), "<Control><Shift>t", NULL },
  { N_("A Customer"), N_("Write Down an Enquiry"), "<Control><Shift>r", NULL },
  { N_("A Customer"), N_("Save the Note or Ticket"), "<Control>Return", NULL },
  { N_("Tasks"), N_("Put Off One Day"), "s", NULL },
  { N_("Tasks"), N_("Put Off Until Next Week"), "<Shift>s", NULL },
  { N_("Lists"), N_("Select All"), "<Control>a", NULL },
  { N_("Lists"), N_("Select Nothing"), "Escape", NULL },
  { N_("Rules of a Segment"), N_("Move the Rule or Field Up"), "<Alt>Up", NULL },
  { N_("Rules of a Segment"), N_("Move the Rule or Field Down"), "<Alt>Down", NULL },
  { N_("Rules of a Segment"), N_("Duplicate the Rule"), "<Control>d", NULL },
  { N_("Rules of a Segment"), N_("What May Come Next in the Text"), "<Control>space", NULL },
  { N_("Rules of a Segment"), N_("Remove the Rule"), "<Control>Delete", NULL },
  { N_("Rules of a Segment"), N_("Copy the Rule or Group as Text"), "<Control>c", NULL },
  { N_("Rules of a Segment"), N_("Paste Rules"), "<Control>v", NULL },
  { N_("Charts"), N_("Next Point"), "Right", NULL },
  { N_("Charts"), N_("Point Before"), "Left", NULL },
  { N_("Charts"), N_("Show What Is Behind the Point"), "Return", NULL },
  { N_("Moving Around"), N_("Back"), "<Alt>Left", NULL },
};

const RgShortcut *
rg_shortcuts_get (gsize *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

static void
rg_shortcuts_install_places (GtkApplication *application)
{
  gsize n_places;
  const RgPlace *places = rg_places_get (&n_places);

  for (gsize i = 0; i < n_places; i++)
    {
      g_autofree char *action = g_strconcat ("win.show-place::", places[i].id, NULL);
      g_autofree char *accelerator = g_strdup_printf ("<Alt>%" G_GSIZE_FORMAT, i + 1);

      gtk_application_set_accels_for_action (application, action,
                                             (const char *[]){ accelerator, NULL });
    }
}

void
rg_shortcuts_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].action && !shortcuts[i].after_focus)
      gtk_application_set_accels_for_action (
          application, shortcuts[i].action,
          (const char *[]){ shortcuts[i].accelerator, NULL });
  rg_shortcuts_install_places (application);
}

void
rg_shortcuts_install_on_window (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].after_focus)
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].accelerator),
                            gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (window, controller);
}
