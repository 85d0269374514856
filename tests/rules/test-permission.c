/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The replay of permissions: what wins over what, and that the order of the rows never matters. */
#include "rules/rg-permission.h"

#define HAND RG_CONSENT_HAND
#define FILE_ RG_CONSENT_IMPORT
#define NEVER RG_CONSENT_SUPPRESSION

static void
check (const RgConsentEntry *entries, gsize n, RgPermission state, gint64 decides)
{
  RgChannelPermission got[RG_N_ASKED];

  rg_permission_replay (entries, n, got);
  g_assert_cmpint (got[RG_CHANNEL_POST].state, ==, state);
  g_assert_cmpint (got[RG_CHANNEL_POST].entry, ==, decides);
  g_assert_cmpint (got[RG_CHANNEL_EMAIL].state, ==, RG_PERMISSION_UNKNOWN);
}

#define CHECK(state, decides, ...)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const RgConsentEntry entries[] = { __VA_ARGS__ };                                              \
    check (entries, G_N_ELEMENTS (entries), RG_PERMISSION_##state, decides);                       \
  }                                                                                                \
  G_STMT_END

/* id, channel, origin, granted, effective, recorded, reverses */
static void
test_by_hand (void)
{
  check (NULL, 0, RG_PERMISSION_UNKNOWN, 0);
  CHECK (YES, 1, { 1, 0, HAND, TRUE, 100, 100 });
  CHECK (NO, 2, { 1, 0, HAND, TRUE, 100, 100 }, { 2, 0, HAND, FALSE, 200, 200 });
  CHECK (YES, 3, { 1, 0, HAND, FALSE, 100, 100 }, { 3, 0, HAND, TRUE, 100, 100 });
  /* A form found later, signed earlier, does not undo what the person said since. */
  CHECK (NO, 1, { 1, 0, HAND, FALSE, 200, 200 }, { 2, 0, HAND, TRUE, 100, 300 });
}

static void
test_imports (void)
{
  CHECK (YES, 1, { 1, 0, FILE_, TRUE, 100, 100 });
  CHECK (NO, 1, { 1, 0, HAND, FALSE, 100, 100 }, { 2, 0, FILE_, TRUE, 900, 900 });
  CHECK (YES, 1, { 1, 0, HAND, TRUE, 100, 100 }, { 2, 0, FILE_, FALSE, 900, 900 });
  CHECK (NO, 1, { 1, 0, NEVER, FALSE, 100, 100 }, { 2, 0, FILE_, TRUE, 900, 900 });
  CHECK (NO, 1, { 1, 0, FILE_, FALSE, 100, 100 }, { 2, 0, FILE_, TRUE, 900, 900 });
  CHECK (NO, 2, { 1, 0, FILE_, TRUE, 900, 900 }, { 2, 0, FILE_, FALSE, 100, 950 });
  CHECK (YES, 3, { 1, 0, FILE_, FALSE, 100, 100 }, { 3, 0, HAND, TRUE, 50, 900 });
}

static void
test_reversal (void)
{
  CHECK (UNKNOWN, 0, { 1, 0, HAND, TRUE, 100, 100 }, { 2, 0, HAND, FALSE, 200, 200, 1 });
  CHECK (YES, 1, { 1, 0, HAND, TRUE, 100, 100 }, { 2, 0, HAND, FALSE, 200, 200 },
         { 3, 0, HAND, TRUE, 300, 300, 2 });
  /* Taken back, and that taken back again. */
  CHECK (NO, 2, { 1, 0, HAND, TRUE, 100, 100 }, { 2, 0, HAND, FALSE, 200, 200 },
         { 3, 0, HAND, TRUE, 300, 300, 2 }, { 4, 0, HAND, FALSE, 400, 400, 3 });
  CHECK (YES, 2, { 1, 0, HAND, FALSE, 100, 100 }, { 2, 0, FILE_, TRUE, 200, 200 },
         { 3, 0, HAND, TRUE, 300, 300, 1 });
}

/* A yes that awaits its confirmation allows nothing, not even where nobody else would have been
 * asked; the confirmation, another yes, does. */
static void
test_confirmation (void)
{
  const RgConsentEntry asked[] = { { 1, 0, HAND, TRUE, 100, 100, 0, TRUE },
                                   { 2, 0, HAND, TRUE, 120, 120 } };
  RgChannelPermission got[RG_N_ASKED];

  CHECK (NO, 1, { 1, 0, HAND, TRUE, 100, 100, 0, TRUE });
  CHECK (YES, 2, { 1, 0, HAND, TRUE, 100, 100, 0, TRUE }, { 2, 0, HAND, TRUE, 120, 120 });
  CHECK (NO, 2, { 1, 0, HAND, TRUE, 100, 100 }, { 2, 0, HAND, TRUE, 120, 120, 0, TRUE });
  CHECK (NO, 1, { 1, 0, HAND, TRUE, 100, 100, 0, TRUE }, { 2, 0, FILE_, TRUE, 900, 900 });
  rg_permission_replay (asked, 1, got);
  g_assert_true (got[0].awaits && !got[0].never);
  g_assert_false (rg_permission_allows (got[0].state, RG_BASIS_NOT_NO));
  rg_permission_replay (asked, 2, got);
  g_assert_false (got[0].awaits);
}

/* Whoever asked never to be contacted again is not, whatever is said later; only what takes it back
 * lifts it. */
static void
test_never (void)
{
  RgConsentEntry entries[] = { { 1, 0, NEVER, FALSE, 100, 100 }, { 2, 0, HAND, TRUE, 200, 200 },
                               { 3, 0, NEVER, FALSE, 300, 300, 1 } };
  RgChannelPermission got[RG_N_ASKED];

  rg_permission_replay (entries, 2, got);
  g_assert_cmpint (got[0].state, ==, RG_PERMISSION_NO);
  g_assert_cmpint (got[0].entry, ==, 1);
  g_assert_true (got[0].never);
  rg_permission_replay (entries, 3, got);
  g_assert_cmpint (got[0].state, ==, RG_PERMISSION_YES);
  g_assert_false (got[0].never);
}

static void
test_asked (void)
{
  for (int i = 0; i < RG_N_ASKED; i++)
    {
      RgChannel asked;

      g_assert_true (rg_asked_from_id (rg_asked_get_id ((RgChannel) i), &asked));
      g_assert_cmpint (asked, ==, i);
      g_assert_nonnull (rg_asked_get_label ((RgChannel) i));
    }
  g_assert_false (rg_asked_from_id ("pigeon", &(RgChannel) { 0 }));
  /* It is no way to reach anybody. */
  g_assert_false (rg_channel_from_id ("tailored", &(RgChannel) { 0 }));
}

static void
test_import_may_record (void)
{
  const RgConsentEntry entries[] = { { 1, RG_CHANNEL_POST, HAND, FALSE, 1, 1, 0 },
                                     { 2, RG_CHANNEL_SMS, HAND, TRUE, 1, 1, 0 },
                                     { 3, RG_CHANNEL_SMS, HAND, FALSE, 1, 1, 2 } };

  g_assert_false (rg_permission_import_may_record (entries, 3, RG_CHANNEL_POST));
  g_assert_true (rg_permission_import_may_record (entries, 3, RG_CHANNEL_EMAIL));
  g_assert_true (rg_permission_import_may_record (entries, 3, RG_CHANNEL_SMS));
}

static void
test_basis (void)
{
  g_assert_true (rg_permission_allows (RG_PERMISSION_YES, RG_BASIS_ONLY_YES));
  g_assert_true (rg_permission_allows (RG_PERMISSION_YES, RG_BASIS_NOT_NO));
  g_assert_false (rg_permission_allows (RG_PERMISSION_UNKNOWN, RG_BASIS_ONLY_YES));
  g_assert_true (rg_permission_allows (RG_PERMISSION_UNKNOWN, RG_BASIS_NOT_NO));
  g_assert_false (rg_permission_allows (RG_PERMISSION_NO, RG_BASIS_ONLY_YES));
  g_assert_false (rg_permission_allows (RG_PERMISSION_NO, RG_BASIS_NOT_NO));
}

static void
test_channels (void)
{
  for (int i = 0; i < RG_CHANNELS; i++)
    {
      RgChannel channel;

      g_assert_true (rg_channel_from_id (rg_channel_get_id (i), &channel));
      g_assert_cmpint (channel, ==, i);
    }
  g_assert_false (rg_channel_from_id ("pigeon", &(RgChannel) { 0 }));
}

static gsize
random_ledger (RgConsentEntry *entries, gsize most)
{
  gsize n = (gsize) g_test_rand_int_range (1, (int) most + 1);

  for (gsize i = 0; i < n; i++)
    entries[i] = (RgConsentEntry) {
      .id = (gint64) i + 1,
      .channel = (RgChannel) g_test_rand_int_range (0, RG_N_ASKED),
      .awaits = g_test_rand_int_range (0, 4) == 0,
      .origin = (RgConsentOrigin) g_test_rand_int_range (0, 3),
      .granted = g_test_rand_int_range (0, 2),
      .effective_on = g_test_rand_int_range (0, 5),
      .recorded_at = (gint64) i,
      .reverses = i > 0 && g_test_rand_int_range (0, 4) == 0
                    ? g_test_rand_int_range (1, (int) i + 1) : 0,
    };
  return n;
}

static void
shuffle (RgConsentEntry *entries, gsize n)
{
  for (gsize i = n - 1; i > 0; i--)
    {
      gsize j = (gsize) g_test_rand_int_range (0, (int) i + 1);
      RgConsentEntry kept = entries[i];

      entries[i] = entries[j];
      entries[j] = kept;
    }
}

/* However the rows come, the answer is the same; and no permission of a file ever turns a no, or
 * anything said by hand, into something else. */
static void
test_any_order (void)
{
  for (int round = 0; round < 3000; round++)
    {
      RgConsentEntry entries[13];
      RgChannelPermission one[RG_N_ASKED], two[RG_N_ASKED];
      gsize n = random_ledger (entries, 12);

      rg_permission_replay (entries, n, one);
      shuffle (entries, n);
      rg_permission_replay (entries, n, two);
      for (int i = 0; i < RG_N_ASKED; i++)
        {
          g_assert_cmpint (one[i].state, ==, two[i].state);
          g_assert_cmpint (one[i].entry, ==, two[i].entry);
        }
      entries[n] = (RgConsentEntry) { 99, g_test_rand_int_range (0, RG_CHANNELS), FILE_, TRUE,
                                      g_test_rand_int_range (0, 99), 99, 0 };
      rg_permission_replay (entries, n + 1, two);
      for (int i = 0; i < RG_CHANNELS; i++)
        if (one[i].state != RG_PERMISSION_UNKNOWN)
          g_assert_cmpint (two[i].state, ==, one[i].state);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permission/by-hand", test_by_hand);
  g_test_add_func ("/permission/imports", test_imports);
  g_test_add_func ("/permission/reversal", test_reversal);
  g_test_add_func ("/permission/confirmation", test_confirmation);
  g_test_add_func ("/permission/never", test_never);
  g_test_add_func ("/permission/asked", test_asked);
  g_test_add_func ("/permission/import-may-record", test_import_may_record);
  g_test_add_func ("/permission/basis", test_basis);
  g_test_add_func ("/permission/channels", test_channels);
  g_test_add_func ("/permission/any-order", test_any_order);
  return g_test_run ();
}
