/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The search over everything. The answer of before stays until the next one is there. */
#include "app/rg-search-dialog.h"

#include "app/rg-commands.h"
#include "base/rg-i18n.h"
#include "store/rg-store-find.h"
#include "widgets/rg-speak.h"

/* More of a kind make the reader type on. */
#define RG_SEARCH_EACH 5
#define RG_SEARCH_COMMANDS 6

struct _RgSearchDialog
{
  AdwDialog parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  AdwPreferencesPage *results;

  RgStore *store;               /* or NULL */
  GtkApplicationWindow *window; /* borrowed: the dialog lies over it */
  GCancellable *asking;         /* NULL: the answer is there */
  GPtrArray *groups;            /* AdwPreferencesGroup, borrowed */
  GtkWidget *first;             /* row, borrowed */
  guint n_rows;
  gboolean opens_first;         /* as soon as the answer is there */
};

G_DEFINE_FINAL_TYPE (RgSearchDialog, rg_search_dialog, ADW_TYPE_DIALOG)

/* --- what is chosen --- */

static void
rg_search_dialog_open (RgSearchDialog *self, GtkWidget *row)
{
  g_autoptr (RgSearchDialog) held = g_object_ref (self);
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autofree char *action = g_strdup (g_object_get_data (G_OBJECT (row), "rg-action"));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    return;
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action_variant (window, name, target);
}

static void
rg_search_dialog_activated_cb (AdwActionRow *row, RgSearchDialog *self)
{
  rg_search_dialog_open (self, GTK_WIDGET (row));
}

/* --- what was found --- */

static void
rg_search_dialog_add_group (RgSearchDialog *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->results, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
}

/* Into the last group; action is taken over. */
static GtkWidget *
rg_search_dialog_add_row (RgSearchDialog *self, const char *title, const char *detail,
                          char *action)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "rg-action", action, g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_search_dialog_activated_cb), self, 0);
  adw_preferences_group_add (self->groups->pdata[self->groups->len - 1], row);
  if (!self->first)
    self->first = row;
  self->n_rows++;
  return row;
}

static char *
rg_search_dialog_dup_action (const RgFound *found)
{
  static const char *const actions[] = {
    [RG_FOUND_CUSTOMER] = "win.show-customer",
    [RG_FOUND_SEGMENT] = "win.show-segment",
    [RG_FOUND_CAMPAIGN] = "win.show-campaign",
    [RG_FOUND_PRODUCT] = "win.show-receipts",
    [RG_FOUND_TICKET] = "win.edit-ticket",
  };
  GVariantDict query;
  g_autoptr (GVariant) target = NULL;

  if (found->kind < RG_FOUND_PRODUCT)
    return g_strdup_printf ("%s(int64 %" G_GINT64_FORMAT ")", actions[found->kind], found->id);
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", found->title);
  g_variant_dict_insert (&query, found->kind == RG_FOUND_TICKET ? "id" : "product", "x",
                         found->id);
  target = g_variant_ref_sink (g_variant_dict_end (&query));
  return g_action_print_detailed_name (actions[found->kind], target);
}

static void
rg_search_dialog_add_found (RgSearchDialog *self, GPtrArray *found)
{
  static const char *const titles[RG_N_FOUND_KINDS] = {
    [RG_FOUND_CUSTOMER] = N_("Customers"),
    [RG_FOUND_SEGMENT] = N_("Segments"),
    [RG_FOUND_CAMPAIGN] = N_("Campaigns"),
    [RG_FOUND_PRODUCT] = N_("Products"),
    [RG_FOUND_TICKET] = N_("Tickets and Enquiries"),
  };

  for (guint i = 0; i < found->len; i++)
    {
      const RgFound *one = found->pdata[i];

      if (i == 0 || one->kind != ((RgFound *) found->pdata[i - 1])->kind)
        rg_search_dialog_add_group (self, _(titles[one->kind]));
      rg_search_dialog_add_row (self, one->title, one->detail, rg_search_dialog_dup_action (one));
    }
}

/* Without a question they are all shown: what can be done from here. */
static void
rg_search_dialog_add_commands (RgSearchDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) found = rg_commands_find (self->window, text);
  const guint n = *text ? MIN (found->len, RG_SEARCH_COMMANDS) : found->len;

  if (n > 0)
    rg_search_dialog_add_group (self, _("Commands"));
  for (guint i = 0; i < n; i++)
    {
      const RgCommandFound *one = found->pdata[i];
      GtkWidget *row = rg_search_dialog_add_row (self, one->title, "", g_strdup (one->action));
      GtkWidget *keys = one->accelerator ? gtk_label_new (one->accelerator) : NULL;

      if (!keys)
        continue;
      gtk_widget_add_css_class (keys, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
    }
}

/* found may be NULL: only commands. */
static void
rg_search_dialog_show (RgSearchDialog *self, GPtrArray *found)
{
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->results, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  self->first = NULL;
  self->n_rows = 0;
  if (found)
    rg_search_dialog_add_found (self, found);
  rg_search_dialog_add_commands (self);
  gtk_stack_set_visible_child_name (self->stack, self->first ? "results" : "nothing");
  if (!found)
    return;
  /* Translators: spoken when an answer to a search has come. %u is a number. */
  count = g_strdup_printf (P_("%u found", "%u found", self->n_rows), self->n_rows);
  rg_speak_at_rest (GTK_WIDGET (self), count);
}

static void
rg_search_dialog_answered (RgSearchDialog *self, GPtrArray *found)
{
  rg_search_dialog_show (self, found);
  if (self->opens_first && self->first)
    rg_search_dialog_open (self, self->first);
  self->opens_first = FALSE;
}

/* --- asking --- */

static void
rg_search_dialog_found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSearchDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rg_store_find_finish (RG_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->store)
    return;
  g_clear_object (&self->asking);
  if (error)
    g_message ("Nothing could be searched for: %s", error->message);
  rg_search_dialog_answered (self, found);
}

static void
rg_search_dialog_stop (RgSearchDialog *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
rg_search_dialog_ask (RgSearchDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  rg_search_dialog_stop (self);
  if (!self->store || !*text)
    {
      rg_search_dialog_answered (self, NULL);
      return;
    }
  self->asking = g_cancellable_new ();
  rg_store_find_async (self->store, text, RG_SEARCH_EACH, self->asking, rg_search_dialog_found_cb,
                       g_object_ref (self));
}

static void
rg_search_dialog_changed_cb (RgSearchDialog *self)
{
  rg_search_dialog_ask (self);
}

/* The entry tells of its text with a delay, and what is shown may be of fewer letters. */
static void
rg_search_dialog_activate_cb (RgSearchDialog *self)
{
  self->opens_first = TRUE;
  rg_search_dialog_ask (self);
}

static void
rg_search_dialog_stop_cb (RgSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_search_dialog_dispose (GObject *object)
{
  RgSearchDialog *self = RG_SEARCH_DIALOG (object);

  rg_search_dialog_stop (self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEARCH_DIALOG);
  G_OBJECT_CLASS (rg_search_dialog_parent_class)->dispose (object);
}

static void
rg_search_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (RG_SEARCH_DIALOG (object)->groups);
  G_OBJECT_CLASS (rg_search_dialog_parent_class)->finalize (object);
}

static void
rg_search_dialog_class_init (RgSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_search_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_search_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/app/rg-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RgSearchDialog, results);
  gtk_widget_class_bind_template_child (widget_class, RgSearchDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_search_dialog_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_search_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_search_dialog_stop_cb);
}

static void
rg_search_dialog_init (RgSearchDialog *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self));
}

AdwDialog *
rg_search_dialog_new (RgStore *store, GtkApplicationWindow *window)
{
  RgSearchDialog *self = g_object_new (RG_TYPE_SEARCH_DIALOG, NULL);

  self->store = store ? g_object_ref (store) : NULL;
  self->window = window;
  rg_search_dialog_show (self, NULL);
  return ADW_DIALOG (self);
}

void
rg_search_dialog_search (RgSearchDialog *self, const char *text)
{
  g_return_if_fail (RG_IS_SEARCH_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
