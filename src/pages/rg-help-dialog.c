/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The help. */
#include "pages/rg-help-dialog.h"

#include "pages/rg-help-page.h"
#include "pages/rg-help-text.h"

#include <string.h>

struct _RgHelpDialog {
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *contents;
  GtkListBox *results;
};

G_DEFINE_FINAL_TYPE (RgHelpDialog, rg_help_dialog, ADW_TYPE_DIALOG)

static void
rg_help_dialog_open (RgHelpDialog *self, const char *target)
{
  RgHelpPage *page = rg_help_page_new (target);

  g_signal_connect_object (page, "open", G_CALLBACK (rg_help_dialog_open), self,
                           G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
}

static void
rg_help_dialog_row_cb (RgHelpDialog *self, GtkListBoxRow *row)
{
  rg_help_dialog_open (self, g_object_get_data (G_OBJECT (row), "rg-target"));
}

static void
rg_help_dialog_add_row (GtkListBox *list, const char *target, const char *title,
                        const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "rg-target", g_strdup (target), g_free);
  gtk_list_box_append (list, row);
}

static void
rg_help_dialog_search_cb (RgHelpDialog *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) found = rg_help_text_search (query);

  gtk_list_box_remove_all (self->results);
  for (guint i = 0; i < found->len; i++)
    {
      const RgHelpFound *one = g_ptr_array_index (found, i);

      rg_help_dialog_add_row (self->results, one->target, one->title, one->page);
    }
  gtk_stack_set_visible_child_name (self->stack, *query == '\0'      ? "contents"
                                                 : found->len == 0 ? "nothing"
                                                                   : "results");
}

/* Enter opens what was found first. */
static void
rg_help_dialog_activate_cb (RgHelpDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, 0);

  if (row != NULL)
    rg_help_dialog_row_cb (self, row);
}

/* The contents are a page of links, each before what it is about: "[Backups](backup) What …". */
static void
rg_help_dialog_fill_contents (RgHelpDialog *self)
{
  g_autoptr (RgHelpText) text = rg_help_text_load (RG_HELP_CONTENTS);

  for (guint i = 0; text != NULL && i < text->blocks->len; i++)
    {
      const RgHelpBlock *block = g_ptr_array_index (text->blocks, i);
      const char *target = block->links != NULL ? block->links[0] : NULL;
      g_autofree char *title = target != NULL ? rg_help_text_dup_title (target) : NULL;
      const char *about = block->text;

      if (title == NULL)
        continue;
      if (g_str_has_prefix (about, title))
        about += strlen (title);
      rg_help_dialog_add_row (self->contents, target, title, about + strspn (about, " "));
    }
}

static void
rg_help_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_HELP_DIALOG);

  G_OBJECT_CLASS (rg_help_dialog_parent_class)->dispose (object);
}

static void
rg_help_dialog_class_init (RgHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_help_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgHelpDialog, contents);
  gtk_widget_class_bind_template_child (widget_class, RgHelpDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RgHelpDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, RgHelpDialog, results);
  gtk_widget_class_bind_template_child (widget_class, RgHelpDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_help_dialog_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_help_dialog_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_help_dialog_search_cb);
}

static void
rg_help_dialog_init (RgHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_help_dialog_fill_contents (self);
}

AdwDialog *
rg_help_dialog_new (const char *target)
{
  RgHelpDialog *self = g_object_new (RG_TYPE_HELP_DIALOG, NULL);

  if (*target != '\0')
    {
      rg_help_dialog_open (self, target);
      adw_dialog_set_focus (ADW_DIALOG (self),
                            rg_help_page_get_text (RG_HELP_PAGE (
                              adw_navigation_view_get_visible_page (self->navigation))));
    }
  return ADW_DIALOG (self);
}
