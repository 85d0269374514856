/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads and records the basis of permission. */
#include "store/rg-store-basis.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"

static const char *
rg_basis_get_id (RgBasis basis)
{
  return basis == RG_BASIS_NOT_NO ? "not-no" : "yes";
}

static RgBasis
rg_basis_from_id (const char *id)
{
  return g_str_equal (id, "not-no") ? RG_BASIS_NOT_NO : RG_BASIS_ONLY_YES;
}

void
rg_bases_free (RgBases *bases)
{
  for (int i = 0; i < RG_CHANNELS; i++)
    {
      g_free (bases->channels[i].ground);
      g_free (bases->channels[i].staff);
    }
  g_free (bases);
}

RgBases *
rg_bases_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "basis.all", error);
  g_autoptr (RgBases) bases = g_new0 (RgBases, 1);
  RgStep step = RG_STEP_ERROR;

  for (int i = 0; i < RG_CHANNELS; i++)
    bases->channels[i] = (RgChannelBasis) { RG_BASIS_ONLY_YES, g_strdup (""), 0, g_strdup ("") };
  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgChannelBasis *decided;
      RgChannel channel;

      if (!rg_channel_from_id (rg_statement_get_text (row, 0), &channel))
        continue;
      decided = &bases->channels[channel];
      decided->basis = rg_basis_from_id (rg_statement_get_text (row, 1));
      g_set_str (&decided->ground, rg_statement_get_text (row, 2));
      decided->decided_at = rg_statement_get_int (row, 3);
      g_set_str (&decided->staff, rg_statement_get_text (row, 4));
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&bases) : NULL;
}

gboolean
rg_bases_read_short (RgDb *db, RgBasis basis[RG_CHANNELS], GError **error)
{
  g_autoptr (RgBases) bases = rg_bases_read (db, error);

  for (int i = 0; bases != NULL && i < RG_CHANNELS; i++)
    basis[i] = bases->channels[i].basis;
  return bases != NULL;
}

RgBasis
rg_shop_get_basis (const RgShop *shop, RgChannel channel)
{
  g_return_val_if_fail (channel < RG_CHANNELS, RG_BASIS_ONLY_YES);
  return shop->basis[channel];
}

/* --- Deciding --------------------------------------------------------------------------------- */

typedef struct
{
  RgBasis basis[RG_CHANNELS];
  char *ground;
} RgDecision;

static void
rg_decision_free (gpointer data)
{
  g_free (((RgDecision *) data)->ground);
  g_free (data);
}

static RgDecision *
rg_decision_new (const RgBasis basis[RG_CHANNELS], const char *ground)
{
  RgDecision *decision = g_new0 (RgDecision, 1);

  for (int i = 0; i < RG_CHANNELS; i++)
    decision->basis[i] = basis[i];
  decision->ground = g_strstrip (g_strdup (ground));
  return decision;
}

static gboolean
rg_decision_is_valid (const RgDecision *decision, GError **error)
{
  gboolean needs_ground = FALSE;

  for (int i = 0; i < RG_CHANNELS; i++)
    needs_ground |= decision->basis[i] == RG_BASIS_NOT_NO;
  if (rg_card_in_text (decision->ground))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("This looks like the number of a payment card. Regulars never stores "
                           "those."));
  else if (needs_ground && *decision->ground == '\0')
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("Say why people who have not been asked may be written to. It is kept "
                           "with the decision, for whoever asks."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
rg_decision_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgDecision *decision = data;
  g_autoptr (RgStatement) statement = NULL;

  if (!rg_decision_is_valid (decision, error))
    return FALSE;
  statement = rg_db_statement (rg_write_get_db (write), "basis.decide", error);
  for (int i = 0; statement != NULL && i < RG_CHANNELS; i++)
    {
      const gboolean open = decision->basis[i] == RG_BASIS_NOT_NO;

      rg_statement_bind_text (statement, 1, rg_channel_get_id ((RgChannel) i));
      rg_statement_bind_text (statement, 2, rg_basis_get_id (decision->basis[i]));
      rg_statement_bind_text (statement, 3, open ? decision->ground : "");
      rg_statement_bind_int (statement, 4, rg_write_get_now (write));
      if (rg_write_get_staff (write) != 0)
        rg_statement_bind_int (statement, 5, rg_write_get_staff (write));
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

gboolean
rg_store_decide_basis_sync (RgStore *store, const RgBasis basis[RG_CHANNELS], const char *ground,
                            gint64 *action_id, GError **error)
{
  RgDecision *decision = rg_decision_new (basis, ground);
  gboolean done = rg_store_write_sync (store, "shop.basis", _("Who May Be Written To"),
                                       rg_decision_in_thread, decision, NULL, action_id, error);

  rg_decision_free (decision);
  return done;
}

void
rg_store_decide_basis_async (RgStore *store, const RgBasis basis[RG_CHANNELS], const char *ground,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "shop.basis", _("Who May Be Written To"), rg_decision_in_thread,
                        rg_decision_new (basis, ground), rg_decision_free, NULL, callback,
                        user_data);
}
