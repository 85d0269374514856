/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-response-match.h"

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "store/rg-store-contacts.h"

/* What somebody can be known by, the surest first. */
typedef enum { BY_NUMBER, BY_COUPON, BY_CONTACT, N_KEYS } RgResponseKey;

struct _RgResponseList {
  GArray *people;             /* RgResponder */
  GHashTable *by[N_KEYS];     /* key → place + 1, or SEVERAL of a rank */
  GHashTable *places;         /* customer → place + 1 */
  RgChannel channel;
  const char *country;
};

#define RANKS 3
#define SEVERAL(rank) (G_MAXUINT - (rank))

static void
rg_responder_clear (gpointer data)
{
  g_clear_pointer (&((RgResponder *) data)->contact, g_free);
}

void
rg_response_list_free (RgResponseList *list)
{
  g_array_unref (list->people);
  for (guint k = 0; k < N_KEYS; k++)
    g_hash_table_unref (list->by[k]);
  g_hash_table_unref (list->places);
  g_free (list);
}

guint
rg_response_list_get_n (const RgResponseList *list)
{
  return list->people->len;
}

RgResponder *
rg_response_list_get (RgResponseList *list, guint index)
{
  return &g_array_index (list->people, RgResponder, index);
}

/* --- reading ------------------------------------------------------------------------------ */

static gboolean
rg_response_is_several (guint place)
{
  return place > SEVERAL (RANKS);
}

/* Takes the key of the one that was added last. Whoever comes first in rank keeps it: the message
 * went to no one else. */
static void
rg_response_list_note (RgResponseList *list, RgResponseKey by, char *key)
{
  const guint place = list->people->len;
  const guint rank = rg_response_list_get (list, place - 1)->rank;
  const guint has = GPOINTER_TO_UINT (g_hash_table_lookup (list->by[by], key));
  const guint has_rank = rg_response_is_several (has) ? G_MAXUINT - has
                         : has > 0 ? rg_response_list_get (list, has - 1)->rank : rank;

  if (*key == '\0' || has_rank != rank)
    g_free (key);
  else
    g_hash_table_replace (list->by[by], key, GUINT_TO_POINTER (has > 0 ? SEVERAL (rank) : place));
}

static char *
rg_response_dup_contact_key (const RgResponseList *list, const char *contact)
{
  const char *kind = list->channel == RG_CHANNEL_EMAIL ? RG_CONTACT_EMAIL : RG_CONTACT_PHONE;

  return rg_contact_dup_key (kind, contact, list->country);
}

static void
rg_response_list_add (RgResponseList *list, RgStatement *row)
{
  RgResponder person = {
    .customer = rg_statement_get_int (row, 0),
    .rank = (guint8) rg_statement_get_int (row, 1),
    .contact = g_strdup (rg_statement_get_text (row, 2)),
  };

  g_array_append_val (list->people, person);
  g_hash_table_insert (list->places, GSIZE_TO_POINTER (person.customer),
                       GUINT_TO_POINTER (list->people->len));
  rg_response_list_note (list, BY_CONTACT, rg_response_dup_contact_key (list, person.contact));
  rg_response_list_note (list, BY_NUMBER,
                         g_utf8_casefold (rg_statement_get_text (row, 3), -1));
  if (!rg_statement_is_null (row, 4))
    rg_response_list_note (list, BY_COUPON, g_strdup (rg_statement_get_text (row, 4)));
}

static gboolean
rg_response_list_read_known (RgResponseList *list, RgDb *db, gint64 campaign, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "responses.known", error);
  RgStep step = RG_STEP_ERROR;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, campaign);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gsize customer = (gsize) rg_statement_get_int (row, 0);
      const guint place =
        GPOINTER_TO_UINT (g_hash_table_lookup (list->places, GSIZE_TO_POINTER (customer)));
      RgResponse kind;

      if (place > 0 && rg_response_from_id (rg_statement_get_text (row, 1), &kind))
        rg_response_list_get (list, place - 1)->known[kind] = TRUE;
    }
  return step == RG_STEP_DONE;
}

RgResponseList *
rg_response_list_read (RgDb *db, gint64 campaign, RgChannel channel, const char *country,
                       GError **error)
{
  g_autoptr (RgResponseList) list = g_new0 (RgResponseList, 1);
  g_autoptr (RgStatement) row = rg_db_statement (db, "responses.people", error);
  RgStep step = RG_STEP_ERROR;

  list->people = g_array_new (FALSE, FALSE, sizeof (RgResponder));
  g_array_set_clear_func (list->people, rg_responder_clear);
  for (guint k = 0; k < N_KEYS; k++)
    list->by[k] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list->places = g_hash_table_new (NULL, NULL);
  list->channel = channel;
  list->country = country;
  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, campaign);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    rg_response_list_add (list, row);
  if (step != RG_STEP_DONE || !rg_response_list_read_known (list, db, campaign, error))
    return NULL;
  return g_steal_pointer (&list);
}

/* --- finding ------------------------------------------------------------------------------ */

/* What the row says to know somebody by; owned by the caller, "" for nothing. */
static char *
rg_response_dup_key (const RgResponseList *list, const RgResponseRow *row, RgResponseKey by)
{
  char *coupon;

  switch (by)
    {
    case BY_NUMBER:
      return g_utf8_casefold (row->number, -1);
    case BY_COUPON:
      coupon = rg_coupon_code_read (row->coupon);
      return coupon != NULL ? coupon : g_strdup ("");
    case BY_CONTACT:
    default:
      return rg_response_dup_contact_key (list, list->channel == RG_CHANNEL_EMAIL ? row->email
                                                                                  : row->phone);
    }
}

static char *
rg_response_dup_nobody (const RgResponseList *list, gboolean named)
{
  if (!named)
    return g_strdup (_("The row names nobody."));
  return g_strdup (list->channel == RG_CHANNEL_EMAIL
                     ? _("Nobody on this list has this address.")
                     : _("Nobody on this list has this number."));
}

RgResponder *
rg_response_list_find (RgResponseList *list, const RgResponseRow *row, char **reason)
{
  guint found = 0;
  gboolean several = FALSE, named = FALSE;

  for (guint k = 0; k < N_KEYS; k++)
    {
      g_autofree char *key = rg_response_dup_key (list, row, k);
      const guint at = GPOINTER_TO_UINT (g_hash_table_lookup (list->by[k], key));

      named = named || *key != '\0';
      several = several || rg_response_is_several (at);
      if (at == 0 || rg_response_is_several (at))
        continue;
      if (found != 0 && found != at)
        {
          *reason = g_strdup (_("The row names two people of this list at once: nothing of it is "
                                "taken over."));
          return NULL;
        }
      found = at;
    }
  if (found == 0)
    {
      *reason = several ? g_strdup (_("Two people on this list share this address: nobody can say "
                                      "which of them it was."))
                        : rg_response_dup_nobody (list, named);
      return NULL;
    }
  if (rg_response_list_get (list, found - 1)->rank < RANKS - 1)
    return rg_response_list_get (list, found - 1);
  *reason = g_strdup (_("This person was not written to, for comparison."));
  return NULL;
}
