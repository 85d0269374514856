/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of duplicates. */
#include "pages/rg-duplicates-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "rules/rg-duplicate-words.h"
#include "store/rg-store-duplicates.h"
#include "store/rg-store-households.h"
#include "store/rg-store-merge.h"
#include "widgets/rg-speak.h"

/* So many pairs are shown at a time. */
#define RG_PAIRS_SHOWN 20

struct _RgDuplicatesPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwToggleGroup *kind_group;
  AdwPreferencesGroup *list;
  GtkWidget *more_button;
  AdwStatusPage *empty;

  RgStore *store;
  GCancellable *cancellable; /* of the search that runs */
  GPtrArray *pairs;          /* RgDuplicatePair; NULL before the first search */
  GPtrArray *rows;           /* GtkWidget, of those that are shown */
  guint n_shown;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgDuplicatesPage, rg_duplicates_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- one pair --- */

static GtkWidget *
rg_duplicates_page_new_button (const char *label, const char *action, const RgDuplicatePair *pair)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xx)", pair->id[0], pair->id[1]);
  return button;
}

static GtkWidget *
rg_duplicates_page_new_buttons (const RgDuplicatePair *pair)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = adw_wrap_box_new ();
  GtkWidget *merge = rg_duplicates_page_new_button (_("_Merge…"), "page.merge", pair);

  gtk_widget_add_css_class (merge, "suggested-action");
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_wrap_box_append (ADW_WRAP_BOX (box), merge);
  adw_wrap_box_append (ADW_WRAP_BOX (box),
                       rg_duplicates_page_new_button (_("_Not the Same Person"), "page.tell-apart",
                                                      pair));
  adw_wrap_box_append (ADW_WRAP_BOX (box),
                       rg_duplicates_page_new_button (_("Same _Home"), "page.share-home", pair));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("What to do"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
rg_duplicates_page_new_person (const RgDuplicatePair *pair, guint i)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *visits =
      g_strdup_printf (P_("%u visit", "%u visits", pair->n_visits[i]), pair->n_visits[i]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pair->name[i]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), visits);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-customer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", pair->id[i]);
  return row;
}

static GtkWidget *
rg_duplicates_page_new_fact (RgFact fact, const RgFactScore *score)
{
  GtkWidget *row = adw_action_row_new ();
  const char *icon = score->weight >= 0.5    ? "list-add-symbolic"
                     : score->weight <= -0.5 ? "list-remove-symbolic"
                                             : "content-loading-symbolic";

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rg_duplicate_reason (fact, score));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rg_duplicate_weight (score->weight));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  return row;
}

/* The inside of a row is made when somebody looks into it. */
static void
rg_duplicates_page_expanded_cb (AdwExpanderRow *row)
{
  const RgDuplicatePair *pair = g_object_get_data (G_OBJECT (row), "pair");

  if (pair == NULL || !adw_expander_row_get_expanded (row))
    return;
  g_object_set_data (G_OBJECT (row), "pair", NULL);
  for (guint i = 0; i < 2; i++)
    adw_expander_row_add_row (row, rg_duplicates_page_new_person (pair, i));
  for (guint f = 0; f < RG_N_FACTS; f++)
    if (rg_duplicate_reason (f, &pair->facts[f]) != NULL)
      adw_expander_row_add_row (row, rg_duplicates_page_new_fact (f, &pair->facts[f]));
  adw_expander_row_add_row (row, rg_duplicates_page_new_buttons (pair));
}

static GtkWidget *
rg_duplicates_page_new_row (RgDuplicatePair *pair)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_strdup_printf ("%s · %s", pair->name[0], pair->name[1]);
  g_autofree char *reasons = rg_duplicate_dup_reasons (pair->facts);
  g_autofree char *subtitle = g_strdup_printf (
      "%s\n%s", rg_duplicate_verdict (pair->same, pair->home), reasons);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data (G_OBJECT (row), "pair", pair);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (rg_duplicates_page_expanded_cb), NULL);
  return row;
}

/* --- showing --- */

static gboolean
rg_duplicates_page_wants (RgDuplicatesPage *self, const RgDuplicatePair *pair)
{
  const char *kind = adw_toggle_group_get_active_name (self->kind_group);

  if (g_strcmp0 (kind, "homes") == 0)
    return pair->same < RG_SAME_LIKELY && pair->home >= 0.5;
  if (g_strcmp0 (kind, "perhaps") == 0)
    return pair->same < RG_SAME_LIKELY && pair->home < 0.5;
  return pair->same >= RG_SAME_LIKELY;
}

static void
rg_duplicates_page_fill (RgDuplicatesPage *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->pairs != NULL && i < self->pairs->len; i++)
    {
      RgDuplicatePair *pair = g_ptr_array_index (self->pairs, i);
      GtkWidget *row;

      if (!rg_duplicates_page_wants (self, pair) || n++ >= self->n_shown)
        continue;
      row = rg_duplicates_page_new_row (pair);
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->more_button, n > self->n_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n == 0);
  gtk_stack_set_visible_child_name (self->stack, "pairs");
}

static void
rg_duplicates_page_kind_cb (RgDuplicatesPage *self)
{
  self->n_shown = RG_PAIRS_SHOWN;
  if (self->pairs != NULL)
    rg_duplicates_page_fill (self);
}

static void
rg_duplicates_page_say_found (RgDuplicatesPage *self)
{
  g_autofree char *number = rg_number_format (self->pairs->len);
  /* Translators: spoken when the search for people who stand twice has ended. %s is a number. */
  g_autofree char *text = g_strdup_printf (P_("%s pair found", "%s pairs found", self->pairs->len),
                                           number);

  rg_speak (GTK_WIDGET (self), text);
}

static void
rg_duplicates_page_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgDuplicatesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GPtrArray *pairs = rg_store_find_duplicates_finish (RG_STORE (source), result, &error);
  const gboolean waited = self->pairs == NULL;

  if (self->store == NULL)
    {
      g_clear_pointer (&pairs, g_ptr_array_unref);
      return;
    }
  if (pairs != NULL)
    {
      g_clear_pointer (&self->pairs, g_ptr_array_unref);
      self->pairs = pairs;
      rg_duplicates_page_fill (self);
      if (waited)
        rg_duplicates_page_say_found (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->pairs == NULL && g_cancellable_is_cancelled (self->cancellable))
        gtk_stack_set_visible_child_name (self->stack, "stopped");
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_duplicates_page_search (RgDuplicatesPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  if (self->pairs == NULL)
    gtk_stack_set_visible_child_name (self->stack, "searching");
  rg_store_find_duplicates_async (self->store, RG_SAME_PERHAPS, self->cancellable,
                                  rg_duplicates_page_found_cb, g_object_ref (self));
}

/* What was done from here takes its row away at once; what is taken back brings it again. A merge
 * may come from a dialog. */
static void
rg_duplicates_page_changed_cb (RgDuplicatesPage *self, RgChanges *changes)
{
  const char *kind = rg_changes_get_kind (changes);

  if (g_str_equal (kind, "take-back") || g_str_equal (kind, RG_MERGE_KIND))
    rg_duplicates_page_search (self);
}

/* --- actions --- */

static void
rg_duplicates_page_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgDuplicatesPage *self = RG_DUPLICATES_PAGE (widget);

  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  self->n_shown = RG_PAIRS_SHOWN;
  rg_duplicates_page_search (self);
}

static void
rg_duplicates_page_cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (RG_DUPLICATES_PAGE (widget)->cancellable);
}

static void
rg_duplicates_page_more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgDuplicatesPage *self = RG_DUPLICATES_PAGE (widget);

  self->n_shown += RG_PAIRS_SHOWN;
  rg_duplicates_page_fill (self);
}

static void
rg_duplicates_page_merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GVariantDict dict;
  gint64 ids[2];

  g_variant_get (parameter, "(xx)", &ids[0], &ids[1]);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "stays", "x", ids[0]);
  g_variant_dict_insert (&dict, "goes", "x", ids[1]);
  gtk_widget_activate_action_variant (widget, "win.merge-customers", g_variant_dict_end (&dict));
}

/* Takes the pair off the list; the keyboard goes to the one that follows. */
static void
rg_duplicates_page_drop (RgDuplicatesPage *self, GVariant *ids)
{
  gint64 a, b;

  g_variant_get (ids, "(xx)", &a, &b);
  for (guint i = 0; self->pairs != NULL && i < self->pairs->len; i++)
    {
      const RgDuplicatePair *pair = g_ptr_array_index (self->pairs, i);

      if (pair->id[0] != a || pair->id[1] != b)
        continue;
      g_ptr_array_remove_index (self->pairs, i);
      rg_duplicates_page_fill (self);
      gtk_widget_grab_focus (self->rows->len > 0 ? self->rows->pdata[0]
                                                 : GTK_WIDGET (self->kind_group));
      return;
    }
}

static void
rg_duplicates_page_apart_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (source), result, _("Not the same person"));
}

static void
rg_duplicates_page_apart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgDuplicatesPage *self = RG_DUPLICATES_PAGE (widget);
  gint64 a, b;

  g_variant_get (parameter, "(xx)", &a, &b);
  rg_store_tell_apart_async (self->store, a, b, rg_duplicates_page_apart_cb, g_object_ref (self));
  rg_duplicates_page_drop (self, parameter);
}

static void
rg_duplicates_page_home_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (source), result, _("They share a home now"));
}

static void
rg_duplicates_page_home_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgDuplicatesPage *self = RG_DUPLICATES_PAGE (widget);
  gint64 ids[2];

  g_variant_get (parameter, "(xx)", &ids[0], &ids[1]);
  rg_store_share_household_async (self->store, ids, 2, rg_duplicates_page_home_cb,
                                  g_object_ref (self));
  rg_duplicates_page_drop (self, parameter);
}

/* --- GObject --- */

static void
rg_duplicates_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_DUPLICATES_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_duplicates_page_constructed (GObject *object)
{
  RgDuplicatesPage *self = RG_DUPLICATES_PAGE (object);

  G_OBJECT_CLASS (rg_duplicates_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_duplicates_page_changed_cb),
                           self, G_CONNECT_SWAPPED);
  rg_duplicates_page_search (self);
}

static void
rg_duplicates_page_dispose (GObject *object)
{
  RgDuplicatesPage *self = RG_DUPLICATES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DUPLICATES_PAGE);
  G_OBJECT_CLASS (rg_duplicates_page_parent_class)->dispose (object);
}

static void
rg_duplicates_page_finalize (GObject *object)
{
  g_ptr_array_unref (RG_DUPLICATES_PAGE (object)->rows);
  G_OBJECT_CLASS (rg_duplicates_page_parent_class)->finalize (object);
}

static void
rg_duplicates_page_class_init (RgDuplicatesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_duplicates_page_constructed;
  object_class->dispose = rg_duplicates_page_dispose;
  object_class->finalize = rg_duplicates_page_finalize;
  object_class->set_property = rg_duplicates_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-duplicates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDuplicatesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RgDuplicatesPage, kind_group);
  gtk_widget_class_bind_template_child (widget_class, RgDuplicatesPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgDuplicatesPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgDuplicatesPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_duplicates_page_kind_cb);
  gtk_widget_class_install_action (widget_class, "page.find-again", NULL,
                                   rg_duplicates_page_search_action);
  gtk_widget_class_install_action (widget_class, "page.cancel", NULL,
                                   rg_duplicates_page_cancel_action);
  gtk_widget_class_install_action (widget_class, "page.more", NULL,
                                   rg_duplicates_page_more_action);
  gtk_widget_class_install_action (widget_class, "page.merge", "(xx)",
                                   rg_duplicates_page_merge_action);
  gtk_widget_class_install_action (widget_class, "page.tell-apart", "(xx)",
                                   rg_duplicates_page_apart_action);
  gtk_widget_class_install_action (widget_class, "page.share-home", "(xx)",
                                   rg_duplicates_page_home_action);
}

static void
rg_duplicates_page_init (RgDuplicatesPage *self)
{
  self->rows = g_ptr_array_new ();
  self->n_shown = RG_PAIRS_SHOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
}
