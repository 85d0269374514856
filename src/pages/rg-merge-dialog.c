/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Merges two customers. */
#include "pages/rg-merge-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-merge.h"
#include "widgets/rg-speak.h"

struct _RgMergeDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwComboRow *stays_row;
  AdwPreferencesGroup *choices;
  AdwPreferencesGroup *kept;
  GtkWidget *merge_button;

  RgStore *store;
  gint64 stays, goes;
  RgMergePreview *preview; /* NULL while it is read */
  GPtrArray *rows;         /* GtkWidget, in `kept` */
  GtkWidget *choice[RG_N_MERGE_FIELDS]; /* in `choices`; NULL where there is nothing to choose */
  GPtrArray *own;          /* AdwComboRow, in `choices`: as in the preview */
  gboolean filling;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgMergeDialog, rg_merge_dialog, ADW_TYPE_DIALOG)

/* --- showing --- */

static char *
rg_merge_dialog_dup_line (const char *text)
{
  return g_strdelimit (g_strdup (text), "\n", ' ');
}

/* One of two values, of notes also both. */
static GtkWidget *
rg_merge_dialog_add_choice_row (RgMergeDialog *self, const char *title, char *const value[2],
                                gboolean both)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkExpression) text =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr (GtkStringList) values = gtk_string_list_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *line = rg_merge_dialog_dup_line (value[i]);

      gtk_string_list_append (values, line);
    }
  if (both)
    gtk_string_list_append (values, _("Both"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), text);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (values));
  adw_preferences_group_add (self->choices, row);
  return row;
}

static void
rg_merge_dialog_add_choice (RgMergeDialog *self, RgMergeField field)
{
  char *const value[2] = { self->preview->side[0].field[field],
                           self->preview->side[1].field[field] };

  self->choice[field] = rg_merge_dialog_add_choice_row (self, rg_merge_field_name (field),
                                                        value, field == RG_MERGE_NOTE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->choice[field]), self->preview->keep[field]);
}

static void
rg_merge_dialog_add_own (RgMergeDialog *self, const RgMergeOwn *own)
{
  g_ptr_array_add (self->own,
                   rg_merge_dialog_add_choice_row (self, own->name, own->value, FALSE));
}

static void
rg_merge_dialog_add_kept (RgMergeDialog *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->kept, row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_merge_dialog_add_sums (RgMergeDialog *self)
{
  const RgMergeSide *sides = self->preview->side;
  const guint contacts = sides[0].n_contacts + sides[1].n_contacts;
  const guint visits = sides[0].n_visits + sides[1].n_visits;
  g_autofree char *n_contacts = g_strdup_printf (P_("%u contact", "%u contacts", contacts),
                                                 contacts);
  g_autofree char *n_visits = g_strdup_printf (P_("%u visit", "%u visits", visits), visits);
  /* Translators: the first %s is "4 contacts", the second "12 visits". */
  g_autofree char *text = g_strdup_printf (
      _("%s, %s, and all tags, tasks, cards, permissions and numbers of the till"), n_contacts,
      n_visits);

  rg_merge_dialog_add_kept (self, _("Of both"), text);
}

static void
rg_merge_dialog_clear (RgMergeDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->kept, self->rows->pdata[i]);
  for (guint i = 0; i < self->own->len; i++)
    adw_preferences_group_remove (self->choices, self->own->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->own, 0);
  for (guint f = 0; f < RG_N_MERGE_FIELDS; f++)
    {
      if (self->choice[f] != NULL)
        adw_preferences_group_remove (self->choices, self->choice[f]);
      self->choice[f] = NULL;
    }
}

static void
rg_merge_dialog_fill_stays (RgMergeDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      const RgMergeSide *side = &self->preview->side[i];
      g_autofree char *visits =
          g_strdup_printf (P_("%u visit", "%u visits", side->n_visits), side->n_visits);
      g_autofree char *text = g_strdup_printf ("%s (%s)", side->name, visits);

      gtk_string_list_append (names, text);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->stays_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->stays_row, 0);
  self->filling = FALSE;
}

static void
rg_merge_dialog_fill (RgMergeDialog *self)
{
  guint n_choices = 0;

  rg_merge_dialog_clear (self);
  rg_merge_dialog_fill_stays (self);
  for (guint f = 0; f < RG_N_MERGE_FIELDS; f++)
    {
      const char *kept = self->preview->side[self->preview->keep[f] == RG_KEEP_SECOND].field[f];

      if (rg_merge_preview_differs (self->preview, f))
        {
          rg_merge_dialog_add_choice (self, f);
          n_choices++;
        }
      else if (*kept != '\0')
        rg_merge_dialog_add_kept (self, rg_merge_field_name (f), kept);
    }
  for (guint i = 0; i < self->preview->own->len; i++, n_choices++)
    rg_merge_dialog_add_own (self, self->preview->own->pdata[i]);
  rg_merge_dialog_add_sums (self);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), n_choices > 0);
  gtk_widget_set_sensitive (self->merge_button, TRUE);
}

/* --- reading --- */

typedef struct
{
  gint64 stays, goes;
  char *home;
  RgMergePreview *preview;
} RgMergeReading;

static void
rg_merge_reading_free (gpointer data)
{
  RgMergeReading *reading = data;

  g_clear_pointer (&reading->preview, rg_merge_preview_free);
  g_free (reading->home);
  g_free (reading);
}

static gboolean
rg_merge_dialog_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMergeReading *reading = data;

  reading->preview =
      rg_merge_preview_read (db, reading->stays, reading->goes, reading->home, error);
  return reading->preview != NULL;
}

static void
rg_merge_dialog_say (RgMergeDialog *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_speak_banner (self->banner, text);
}

static void
rg_merge_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMergeDialog) self = data;
  g_autoptr (GError) error = NULL;
  RgMergeReading *reading = rg_store_read_get_data (result);
  gboolean read = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->store == NULL)
    return;
  if (!read)
    {
      rg_merge_dialog_say (self, error);
      return;
    }
  g_clear_pointer (&self->preview, rg_merge_preview_free);
  self->preview = g_steal_pointer (&reading->preview);
  rg_merge_dialog_fill (self);
}

static void
rg_merge_dialog_read (RgMergeDialog *self)
{
  RgMergeReading *reading = g_new0 (RgMergeReading, 1);

  reading->stays = self->stays;
  reading->goes = self->goes;
  reading->home = g_strdup (rg_store_get_shop (self->store)->country);
  gtk_widget_set_sensitive (self->merge_button, FALSE);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_merge_dialog_read_in_thread, reading,
                       rg_merge_reading_free, NULL, rg_merge_dialog_read_cb, g_object_ref (self));
}

/* --- merging --- */

static void
rg_merge_dialog_stays_cb (RgMergeDialog *self)
{
  gint64 stays = self->stays;

  if (self->filling || self->store == NULL || adw_combo_row_get_selected (self->stays_row) != 1)
    return;
  self->stays = self->goes;
  self->goes = stays;
  rg_merge_dialog_read (self);
}

static void
rg_merge_dialog_merged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMergeDialog) self = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gint64 action;

  if (!rg_store_write_finish (RG_STORE (source), result, &action, &error))
    {
      rg_merge_dialog_say (self, error);
      gtk_widget_set_sensitive (self->merge_button, TRUE);
      return;
    }
  adw_dialog_close (ADW_DIALOG (self));
  if (window != NULL)
    gtk_widget_activate_action (window, "win.toast-undo", "(xs)", action, _("Customers merged"));
}

static void
rg_merge_dialog_merge_cb (RgMergeDialog *self)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgKeep keep[RG_N_MERGE_FIELDS];

  if (self->preview == NULL)
    return;
  for (guint f = 0; f < RG_N_MERGE_FIELDS; f++)
    keep[f] = self->choice[f] != NULL
                  ? adw_combo_row_get_selected (ADW_COMBO_ROW (self->choice[f]))
                  : self->preview->keep[f];
  for (guint i = 0; i < self->own->len; i++)
    if (adw_combo_row_get_selected (self->own->pdata[i]) == 1)
      g_array_append_val (own, ((RgMergeOwn *) self->preview->own->pdata[i])->field);
  gtk_widget_set_sensitive (self->merge_button, FALSE);
  rg_store_merge_async (self->store, self->stays, self->goes, keep, own,
                        rg_merge_dialog_merged_cb, g_object_ref (self));
}

static void
rg_merge_dialog_cancel_cb (RgMergeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_merge_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgMergeDialog *self = RG_MERGE_DIALOG (object);
  GVariant *query;

  switch (id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_QUERY:
      query = g_value_get_variant (value);
      if (query != NULL)
        {
          g_variant_lookup (query, "stays", "x", &self->stays);
          g_variant_lookup (query, "goes", "x", &self->goes);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_merge_dialog_constructed (GObject *object)
{
  G_OBJECT_CLASS (rg_merge_dialog_parent_class)->constructed (object);
  rg_merge_dialog_read (RG_MERGE_DIALOG (object));
}

static void
rg_merge_dialog_dispose (GObject *object)
{
  RgMergeDialog *self = RG_MERGE_DIALOG (object);

  self->filling = TRUE;
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_MERGE_DIALOG);
  G_OBJECT_CLASS (rg_merge_dialog_parent_class)->dispose (object);
}

static void
rg_merge_dialog_finalize (GObject *object)
{
  RgMergeDialog *self = RG_MERGE_DIALOG (object);

  g_clear_pointer (&self->preview, rg_merge_preview_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->own);
  G_OBJECT_CLASS (rg_merge_dialog_parent_class)->finalize (object);
}

static void
rg_merge_dialog_class_init (RgMergeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_merge_dialog_constructed;
  object_class->dispose = rg_merge_dialog_dispose;
  object_class->finalize = rg_merge_dialog_finalize;
  object_class->set_property = rg_merge_dialog_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, merge_button);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, stays_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_merge_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_merge_dialog_merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_merge_dialog_stays_cb);
}

static void
rg_merge_dialog_init (RgMergeDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->own = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
