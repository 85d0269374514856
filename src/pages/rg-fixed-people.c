/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-fixed-people.h"

#include "base/rg-error-text.h"
#include "pages/rg-people-page.h"

typedef struct {
  RgFixedPeople people;
  char *title;
  GtkWidget *root; /* lives on where the page has gone */
  GArray *ids;
} RgFixedOpening;

static void
rg_fixed_opening_free (gpointer data)
{
  RgFixedOpening *opening = data;

  g_clear_object (&opening->root);
  g_clear_pointer (&opening->ids, g_array_unref);
  g_free (opening->title);
  g_free (opening);
}

/* Whoever withdrew since is no more on the list, for a reason as well. */
static GArray *
rg_fixed_people_read_left_out (RgDb *db, const RgFixedPeople *people, GError **error)
{
  g_autoptr (GArray) then = rg_campaign_read_members (db, people->campaign, "left-out",
                                                      people->reason, error);
  g_autoptr (GArray) since = NULL;

  if (then == NULL)
    return NULL;
  since = rg_campaign_read_members (db, people->campaign, "dropped", people->reason, error);
  if (since == NULL)
    return NULL;
  g_array_append_vals (then, since->data, since->len);
  return g_steal_pointer (&then);
}

/* All who get it, but for those who count. */
static GArray *
rg_fixed_people_read_seeds (RgDb *db, const RgFixedPeople *people, GError **error)
{
  g_autoptr (GArray) all = rg_campaign_read_members (db, people->campaign, "included",
                                                     RG_LEFT_OUT_NOT, error);
  g_autoptr (GArray) counted = NULL;
  GArray *seeds;

  if (all == NULL)
    return NULL;
  counted = rg_campaign_read_counted (db, people->campaign, "included", error);
  if (counted == NULL)
    return NULL;
  seeds = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Both are by name. */
  for (guint i = 0, n = 0; i < all->len; i++)
    if (n < counted->len && g_array_index (counted, gint64, n) == g_array_index (all, gint64, i))
      n++;
    else
      g_array_append_val (seeds, g_array_index (all, gint64, i));
  return seeds;
}

static gboolean
rg_fixed_people_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFixedOpening *opening = data;
  const RgFixedPeople *people = &opening->people;

  opening->ids =
    people->version > 0 ? rg_campaign_read_version_members (db, people->campaign, people->version,
                                                            error)
    : people->seeds     ? rg_fixed_people_read_seeds (db, people, error)
    : people->reason != RG_LEFT_OUT_NOT
      ? rg_fixed_people_read_left_out (db, people, error)
      : rg_campaign_read_counted (db, people->campaign, people->state, error);
  return opening->ids != NULL;
}

static void
rg_fixed_people_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const RgFixedOpening *opening = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_read_finish (RG_STORE (source), result, &error))
    {
      rg_people_page_open_ids (opening->root, opening->title, opening->ids);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (opening->root, "win.toast", "s", text);
}

void
rg_fixed_people_open (GtkWidget *widget, RgStore *store, const RgFixedPeople *people,
                      const char *title)
{
  RgFixedOpening *opening = g_new0 (RgFixedOpening, 1);

  opening->people = *people;
  opening->title = g_strdup (title);
  opening->root = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));
  rg_store_read_async (store, RG_READER_ROWS, rg_fixed_people_in_thread, opening,
                       rg_fixed_opening_free, NULL, rg_fixed_people_read_cb, NULL);
}
