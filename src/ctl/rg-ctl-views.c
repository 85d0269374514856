/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved views of the list of customers: `views`. */
#include "config.h"

#include "ctl/rg-ctl-views.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-segments.h"

#include <string.h>

/* As the ids of the window's columns, which are also properties of RgCustomer. */
static const char *const rg_ctl_view_columns[] = { "stage",  "number",      "email",      "phone",
                                                   "joined", "first-visit", "last-visit", "visits",
                                                   "spend",  NULL };

void
rg_ctl_view_free (RgCtlView *view)
{
  g_clear_pointer (&view->view, rg_customer_view_free);
  g_clear_pointer (&view->fields, g_ptr_array_unref);
  g_free (view->rules);
  g_free (view);
}

typedef struct
{
  const char *name; /* NULL: all of them */
  RgCtlView *found;
  GPtrArray *views;
  GPtrArray *segments;
} RgCtlViews;

static void
rg_ctl_views_clear (RgCtlViews *views)
{
  g_clear_pointer (&views->found, rg_ctl_view_free);
  g_clear_pointer (&views->views, g_ptr_array_unref);
  g_clear_pointer (&views->segments, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlViews, rg_ctl_views_clear)

static gboolean
rg_ctl_views_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlViews *all = data;
  RgCustomerView *view;

  all->views = rg_customer_views_read (db, error);
  all->segments = all->views != NULL ? rg_segments_read (db, error) : NULL;
  if (all->segments == NULL)
    return FALSE;
  all->found = g_new0 (RgCtlView, 1);
  all->found->fields = rg_own_fields_read (db, error);
  if (all->found->fields == NULL || all->name == NULL)
    return all->found->fields != NULL;
  view = rg_customer_views_find (all->views, all->name);
  if (view == NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a name that somebody typed. */
                 _("There is no view “%s”. “regularsctl views” lists them."), all->name);
  else
    all->found->view = rg_customer_view_copy (view);
  return view != NULL;
}

static gboolean
rg_ctl_views_read (RgCtl *ctl, RgCtlViews *views, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);

  return store != NULL && rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_views_in_thread, views,
                                              NULL, error);
}

static const RgSavedSegment *
rg_ctl_view_find_segment (const RgCtlViews *views, gint64 id)
{
  for (guint i = 0; i < views->segments->len; i++)
    if (((const RgSavedSegment *) views->segments->pdata[i])->id == id)
      return views->segments->pdata[i];
  return NULL;
}

RgCtlView *
rg_ctl_view_find (RgCtl *ctl, const char *name, GError **error)
{
  g_auto (RgCtlViews) views = { .name = name };
  const RgSavedSegment *segment;

  if (!rg_ctl_views_read (ctl, &views, error))
    return NULL;
  segment = rg_ctl_view_find_segment (&views, views.found->view->segment);
  views.found->rules = segment != NULL ? g_strdup (segment->text) : NULL;
  return g_steal_pointer (&views.found);
}

/* --- rows --- */

/* The name of a column outside: "Shoe size" for one of the shop's own fields; NULL for one that is
 * gone. */
static const char *
rg_ctl_view_column_name (GPtrArray *fields, const char *id)
{
  const RgOwnField *field;

  if (!g_str_has_prefix (id, RG_VIEW_OWN))
    return id;
  field = rg_own_fields_find (fields, id + strlen (RG_VIEW_OWN));
  return field != NULL ? field->name : NULL;
}

static char *
rg_ctl_view_dup_cell (const RgCtlView *view, RgCustomer *customer, const char *id)
{
  g_autoptr (GHashTable) own = NULL;
  const RgOwnField *field;
  char *text = NULL;

  if (!g_str_has_prefix (id, RG_VIEW_OWN))
    {
      g_object_get (customer, id, &text, NULL);
      return text;
    }
  field = rg_own_fields_find (view->fields, id + strlen (RG_VIEW_OWN));
  g_object_get (customer, "own", &own, NULL);
  return g_strdup (own != NULL && field != NULL ? g_hash_table_lookup (own, &field->id) : NULL);
}

void
rg_ctl_view_tell_row (RgCtl *ctl, const RgCtlView *view, RgCustomer *customer,
                      const guint8 *uuid)
{
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s", rg_customer_get_id (customer),
                rg_customer_get_name (customer));
  if (json != NULL)
    {
      json_builder_begin_object (json);
      rg_ctl_json_uuid (ctl, "uuid", uuid);
      rg_ctl_json_text (ctl, "name", rg_customer_get_name (customer));
      json_builder_set_member_name (json, "columns");
      json_builder_begin_object (json);
    }
  for (guint i = 0; view->view->columns[i] != NULL; i++)
    {
      const char *name = rg_ctl_view_column_name (view->fields, view->view->columns[i]);
      g_autofree char *text = NULL;

      if (name == NULL)
        continue;
      text = rg_ctl_view_dup_cell (view, customer, view->view->columns[i]);
      rg_ctl_print (ctl, " · %s", text != NULL ? text : "");
      if (json != NULL)
        rg_ctl_json_text (ctl, name, text != NULL ? text : "");
    }
  rg_ctl_print (ctl, "\n");
  if (json == NULL)
    return;
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/* --- the list of views --- */

static char *
rg_ctl_view_dup_columns (const RgCtlViews *views, const RgCustomerView *view)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; view->columns[i] != NULL; i++)
    {
      const char *name = rg_ctl_view_column_name (views->found->fields, view->columns[i]);

      if (name != NULL)
        g_strv_builder_add (names, name);
    }
  g_auto (GStrv) all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static void
rg_ctl_tell_view (RgCtl *ctl, const RgCtlViews *views, const RgCustomerView *view)
{
  const RgSavedSegment *segment = rg_ctl_view_find_segment (views, view->segment);
  const char *sort = rg_ctl_view_column_name (views->found->fields, view->sort);
  g_autofree char *columns = rg_ctl_view_dup_columns (views, view);

  rg_ctl_print (ctl, "%s · %s · %s %s", view->name, columns, sort != NULL ? sort : "name",
                view->descending ? "↓" : "↑");
  rg_ctl_print (ctl, segment != NULL ? " · %s" : "%s", segment != NULL ? segment->name : "");
  rg_ctl_print (ctl, *view->search != '\0' ? " · “%s”\n" : "%s\n", view->search);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", view->id);
  rg_ctl_json_uuid (ctl, "uuid", view->uuid);
  rg_ctl_json_text (ctl, "name", view->name);
  rg_ctl_json_text (ctl, "columns", columns);
  rg_ctl_json_text (ctl, "sort", sort != NULL ? sort : "name");
  rg_ctl_json_bool (ctl, "descending", view->descending);
  rg_ctl_json_text (ctl, "search", view->search);
  rg_ctl_json_text (ctl, "segment", segment != NULL ? segment->name : NULL);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_views_list (RgCtl *ctl, GError **error)
{
  g_auto (RgCtlViews) views = { 0 };

  if (!rg_ctl_views_read (ctl, &views, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < views.views->len; i++)
    rg_ctl_tell_view (ctl, &views, views.views->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (views.views->len == 0)
    rg_ctl_say (ctl, "%s", _("There are no saved views."));
  return TRUE;
}

/* --- changing them --- */

typedef struct
{
  char *columns;
  char *sort;
  char *search;
  char *segment;
  gboolean descending;
} RgCtlViewOptions;

static void
rg_ctl_view_options_clear (RgCtlViewOptions *options)
{
  g_free (options->columns);
  g_free (options->sort);
  g_free (options->search);
  g_free (options->segment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlViewOptions, rg_ctl_view_options_clear)

/* "visits" or the name of a field as the id of a column. */
static char *
rg_ctl_view_dup_column (const RgCtlViews *views, const char *text, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (text));
  g_autofree char *known = g_strjoinv (", ", (GStrv) rg_ctl_view_columns);
  const RgOwnField *field = rg_own_fields_find (views->found->fields, name);
  g_autofree char *uuid = field != NULL ? rg_uuid_to_string (field->uuid) : NULL;

  if (g_strv_contains (rg_ctl_view_columns, name))
    return g_steal_pointer (&name);
  if (uuid != NULL)
    return g_strconcat (RG_VIEW_OWN, uuid, NULL);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: a word that somebody typed, and a list of words. */
               _("There is no column “%s”. There are the shop’s own fields, and: %s."), name,
               known);
  return NULL;
}

static gboolean
rg_ctl_view_set_columns (const RgCtlViews *views, const char *text, RgCustomerView *view,
                         GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = rg_ctl_view_dup_column (views, names[i], error);

      if (id == NULL)
        return FALSE;
      g_strv_builder_add (ids, id);
    }
  g_strfreev (view->columns);
  view->columns = g_strv_builder_end (ids);
  return TRUE;
}

static gboolean
rg_ctl_view_set_sort (const RgCtlViews *views, const RgCtlViewOptions *options,
                      RgCustomerView *view, GError **error)
{
  if (options->sort == NULL)
    return TRUE;
  g_free (view->sort);
  view->descending = options->descending;
  view->sort = g_str_equal (options->sort, "name")
                 ? g_strdup ("name") : rg_ctl_view_dup_column (views, options->sort, error);
  return view->sort != NULL;
}

static gboolean
rg_ctl_view_set_segment (const RgCtlViews *views, const char *name, RgCustomerView *view,
                         GError **error)
{
  for (guint i = 0; i < views->segments->len; i++)
    if (rg_saved_segment_is_meant (views->segments->pdata[i], name))
      {
        view->segment = ((const RgSavedSegment *) views->segments->pdata[i])->id;
        return TRUE;
      }
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
               /* Translators: %s is a name that somebody typed. */
               _("There is no segment “%s”."), name);
  return FALSE;
}

/* What is not said stays as it is, or as the window begins with. */
static gboolean
rg_ctl_view_save (RgCtl *ctl, const char *name, const RgCtlViewOptions *options, gint64 *action,
                  GError **error)
{
  static const char *const first[] = { "stage", "last-visit", "visits", "spend", NULL };
  g_auto (RgCtlViews) views = { 0 };
  g_autoptr (RgCustomerView) view = NULL;
  const RgCustomerView *known;

  if (!rg_ctl_views_read (ctl, &views, error))
    return FALSE;
  known = rg_customer_views_find (views.views, name);
  view = known != NULL ? rg_customer_view_copy (known) : rg_customer_view_new (name);
  if (known == NULL)
    {
      g_strfreev (view->columns);
      view->columns = g_strdupv ((char **) first);
    }
  if (options->search != NULL)
    g_set_str (&view->search, options->search);
  if ((options->columns != NULL &&
       !rg_ctl_view_set_columns (&views, options->columns, view, error)) ||
      !rg_ctl_view_set_sort (&views, options, view, error) ||
      (options->segment != NULL &&
       !rg_ctl_view_set_segment (&views, options->segment, view, error)))
    return FALSE;
  return rg_store_save_view_sync (rg_ctl_get_store (ctl, NULL), view, NULL, action, error);
}

static gboolean
rg_ctl_views_change (RgCtl *ctl, GStrv words, const RgCtlViewOptions *options, gint64 *action,
                     GError **error)
{
  const gboolean renames = g_str_equal (words[1], "rename");
  g_autoptr (RgCtlView) view = NULL;

  if (words[2] == NULL || (words[3] != NULL) != renames ||
      !g_strv_contains ((const char *const[]){ "save", "rename", "delete", NULL }, words[1]))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("That cannot be done with views. “regularsctl help views” says what can."));
      return FALSE;
    }
  if (g_str_equal (words[1], "save"))
    return rg_ctl_view_save (ctl, words[2], options, action, error);
  view = rg_ctl_view_find (ctl, words[2], error);
  if (view == NULL)
    return FALSE;
  if (!renames)
    return rg_store_delete_view_sync (rg_ctl_get_store (ctl, NULL), view->view->id, action, error);
  g_set_str (&view->view->name, words[3]);
  return rg_store_save_view_sync (rg_ctl_get_store (ctl, NULL), view->view, NULL, action, error);
}

static gboolean
rg_ctl_views (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlViewOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "columns", 0, 0, G_OPTION_ARG_STRING, &options.columns },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options.search },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &options.segment },
    { NULL },
  };
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 3, error))
    return FALSE;
  if (rest[1] == NULL)
    return rg_ctl_views_list (ctl, error);
  if (!rg_ctl_views_change (ctl, rest, &options, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_views_commands[] = {
  { "views",
    "| save NAME [--columns LIST] [--sort COLUMN [--descending]] [--search TEXT] "
    "[--segment SEGMENT] | rename VIEW NAME | delete VIEW",
    N_("List the saved views of the list of customers, or change one"),
    N_("A view is meant by name, number or UUID; “customers --view” lists as it says. Columns\n"
       "are stage, number, email, phone, joined, first-visit, last-visit, visits, spend and the\n"
       "names of the shop’s own fields, with commas between them. Each change is one action,\n"
       "which “take-back” takes back."),
    rg_ctl_views },
  { NULL },
};
