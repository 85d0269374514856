/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog that lists every shortcut; made from the tables of shortcuts and places. */
#include "app/rg-shortcuts-dialog.h"

#include "app/rg-places.h"
#include "app/rg-shortcuts.h"
#include "base/rg-i18n.h"

struct _RgShortcutsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (RgShortcutsDialog, rg_shortcuts_dialog, ADW_TYPE_DIALOG)

static void
rg_shortcuts_dialog_add_row (AdwPreferencesGroup *group, const char *title,
                             const char *accelerator)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = NULL;
  g_autofree char *text = NULL;
  guint key;
  GdkModifierType modifiers;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  keys = gtk_label_new (text);
  gtk_widget_add_css_class (keys, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
rg_shortcuts_dialog_add_group (RgShortcutsDialog *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static void
rg_shortcuts_dialog_add_places (AdwPreferencesGroup *group)
{
  gsize n_places;
  const RgPlace *places = rg_places_get (&n_places);

  for (gsize i = 0; i < n_places; i++)
    {
      g_autofree char *accelerator = g_strdup_printf ("<Alt>%" G_GSIZE_FORMAT, i + 1);

      rg_shortcuts_dialog_add_row (group, _(places[i].title), accelerator);
    }
}

static void
rg_shortcuts_dialog_class_init (RgShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/app/rg-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgShortcutsDialog, page);
}

static void
rg_shortcuts_dialog_init (RgShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  const char *section = NULL;
  gsize n_shortcuts;
  const RgShortcut *shortcuts = rg_shortcuts_get (&n_shortcuts);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < n_shortcuts; i++)
    {
      if (g_strcmp0 (section, shortcuts[i].section) != 0)
        group = rg_shortcuts_dialog_add_group (self, _(shortcuts[i].section));
      section = shortcuts[i].section;
      rg_shortcuts_dialog_add_row (group, _(shortcuts[i].title), shortcuts[i].accelerator);
    }
  /* The last section of the table is the one about moving around. */
  rg_shortcuts_dialog_add_places (group);
}

AdwDialog *
rg_shortcuts_dialog_new (void)
{
  return g_object_new (RG_TYPE_SHORTCUTS_DIALOG, NULL);
}
