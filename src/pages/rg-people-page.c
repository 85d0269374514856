/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lists people by their ids, some at a time. */
#include "pages/rg-people-page.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-customers.h"

#define RG_PEOPLE_AT_ONCE 100

struct _RgPeoplePage
{
  AdwNavigationPage parent_instance;

  AdwPreferencesGroup *people;
  GtkWidget *more_button;

  RgStore *store;
  GVariant *query;
  GVariant *ids;
  gsize n_asked; /* of the ids, those that are shown or being read */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgPeoplePage, rg_people_page, ADW_TYPE_NAVIGATION_PAGE)

static const gint64 *
rg_people_page_get_ids (RgPeoplePage *self, gsize *n)
{
  *n = 0;
  return self->ids != NULL ? g_variant_get_fixed_array (self->ids, n, sizeof (gint64)) : NULL;
}

/* "Oslo · last seen Thursday", as far as it is known. */
static char *
rg_people_page_dup_subtitle (RgPeoplePage *self, const RgCustomerSummary *summary)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));
  g_autofree char *day = NULL, *seen = NULL;

  if (summary->visits == 0)
    return g_strdup (summary->city);
  day = rg_day_format_in_sentence (summary->last_on, rg_day_today (zone));
  /* Translators: %s is a day: "Thursday", "7 Nov". */
  seen = g_strdup_printf (_("last visit: %s"), day);
  return *summary->city != '\0' ? g_strdup_printf ("%s · %s", summary->city, seen)
                                : g_steal_pointer (&seen);
}

static GtkWidget *
rg_people_page_create_row (RgPeoplePage *self, const RgCustomerSummary *summary)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = rg_customer_dup_shown_name (summary->name, summary->number);
  g_autofree char *subtitle = rg_people_page_dup_subtitle (self, summary);
  GtkWidget *avatar = adw_avatar_new (32, name, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", summary->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-customer");
  return row;
}

/* --- reading --- */

typedef struct {
  GArray *ids;
  GPtrArray *people; /* RgCustomerSummary */
} RgPeopleRead;

static void
rg_people_read_free (gpointer data)
{
  RgPeopleRead *read = data;

  g_array_unref (read->ids);
  g_ptr_array_unref (read->people);
  g_free (read);
}

static gboolean
rg_people_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgPeopleRead *read = data;

  for (guint i = 0; i < read->ids->len; i++)
    {
      GError *failed = NULL;
      RgCustomerSummary *summary
        = rg_customer_summary_read (db, g_array_index (read->ids, gint64, i), &failed);

      if (failed != NULL)
        {
          g_propagate_error (error, failed);
          return FALSE;
        }
      if (summary != NULL)
        g_ptr_array_add (read->people, summary);
    }
  return TRUE;
}

/* While nobody was there, the keyboard was in the pane around them, which has nothing to say. */
static void
rg_people_page_take_keyboard (RgPeoplePage *self, GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && GTK_IS_SCROLLED_WINDOW (focus) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (row);
}

static void
rg_people_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPeoplePage) self = data;
  RgPeopleRead *read = rg_store_read_get_data (result);
  GtkWidget *first = NULL;
  gsize n;

  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->store == NULL)
    return;
  for (guint i = 0; i < read->people->len; i++)
    {
      GtkWidget *row = rg_people_page_create_row (self, read->people->pdata[i]);

      adw_preferences_group_add (self->people, row);
      first = first != NULL ? first : row;
    }
  if (first != NULL)
    rg_people_page_take_keyboard (self, first);
  rg_people_page_get_ids (self, &n);
  gtk_widget_set_visible (self->more_button, self->n_asked < n);
}

static void
rg_people_page_more_cb (RgPeoplePage *self)
{
  RgPeopleRead *read = g_new0 (RgPeopleRead, 1);
  gsize n, end;
  const gint64 *ids = rg_people_page_get_ids (self, &n);

  gtk_widget_set_visible (self->more_button, FALSE);
  end = MIN (n, self->n_asked + RG_PEOPLE_AT_ONCE);
  read->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  read->people = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_customer_summary_free);
  if (end > self->n_asked)
    g_array_append_vals (read->ids, ids + self->n_asked, (guint) (end - self->n_asked));
  self->n_asked = end;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_people_page_read_in_thread, read,
                       rg_people_read_free, NULL, rg_people_page_read_cb, g_object_ref (self));
}

void
rg_people_page_open_ids (GtkWidget *widget, const char *title, const GArray *ids)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data,
                                                          ids->len, sizeof (gint64)));
  gtk_widget_activate_action_variant (widget, "win.show-people", g_variant_dict_end (&query));
}

void
rg_people_page_open (GtkWidget *widget, const char *title, const RgDataset *dataset,
                     const RgBitset *people)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint p = rg_bitset_next (people, 0); p < people->n_bits; p = rg_bitset_next (people, p + 1))
    {
      const gint64 id = rg_dataset_customer_id (dataset, p);

      g_array_append_val (ids, id);
    }
  rg_people_page_open_ids (widget, title, ids);
}

/* --- GObject --- */

static void
rg_people_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgPeoplePage *self = RG_PEOPLE_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_people_page_constructed (GObject *object)
{
  RgPeoplePage *self = RG_PEOPLE_PAGE (object);
  const char *title = _("People");

  G_OBJECT_CLASS (rg_people_page_parent_class)->constructed (object);
  g_variant_lookup (self->query, "title", "&s", &title);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  self->ids = g_variant_lookup_value (self->query, "customers", G_VARIANT_TYPE ("ax"));
  rg_people_page_more_cb (self);
}

static void
rg_people_page_dispose (GObject *object)
{
  RgPeoplePage *self = RG_PEOPLE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_PEOPLE_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_people_page_parent_class)->dispose (object);
}

static void
rg_people_page_finalize (GObject *object)
{
  RgPeoplePage *self = RG_PEOPLE_PAGE (object);

  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_pointer (&self->ids, g_variant_unref);
  G_OBJECT_CLASS (rg_people_page_parent_class)->finalize (object);
}

static void
rg_people_page_class_init (RgPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_people_page_constructed;
  object_class->dispose = rg_people_page_dispose;
  object_class->finalize = rg_people_page_finalize;
  object_class->set_property = rg_people_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPeoplePage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgPeoplePage, people);
  gtk_widget_class_bind_template_callback (widget_class, rg_people_page_more_cb);
}

static void
rg_people_page_init (RgPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
