/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Addresses as envelopes have them. */
#include "base/rg-address.h"

#define CHECK(expected, ...)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *got = rg_address_format (__VA_ARGS__);                                        \
    g_assert_cmpstr (got, ==, expected);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_format (void)
{
  CHECK ("Storgata 3\n0155 Oslo", "Storgata 3", "0155", "Oslo", "", "Norway", "NO");
  CHECK ("Storgata 3\n0155 Oslo\nNORWAY", "Storgata 3", "0155", "Oslo", "", "Norway", "SE");
  CHECK ("Storgata 3\n0155 Oslo", "Storgata 3", "0155", "Oslo", NULL, NULL, NULL);
  CHECK ("1 High St\nLeeds\nLS1 4AP", "1 High St", "LS1 4AP", "Leeds", "", "United Kingdom", "GB");
  CHECK ("9 Elm St\nAustin, TX 78701\nUSA", "9 Elm St", "78701", "Austin", "TX", "usa", "GB");
  CHECK ("Hof 1\nLos\nATLANTIS", "Hof 1\nLos", "", "", "", "Atlantis", "NO");
  CHECK ("Oslo", NULL, NULL, "Oslo", NULL, "", "NO");
  CHECK ("", NULL, NULL, NULL, NULL, NULL, NULL);
}

/* The order of town, postcode and region hangs on the country; a part that nobody knows leaves
 * nothing behind. */
static void
test_countries (void)
{
  CHECK ("Via Roma 1\n00144 Roma RM", "Via Roma 1", "00144", "Roma", "RM", "", "IT");
  CHECK ("Rua A 1\nSalvador - BA\n40015-970", "Rua A 1", "40015-970", "Salvador", "BA", "", "BR");
  CHECK ("Budapest\nFő utca 1\n1011", "Fő utca 1", "1011", "Budapest", "", "", "HU");
  CHECK ("Lenina 1\nTver\nTverskaya\n170000", "Lenina 1", "170000", "Tver", "Tverskaya", "", "RU");
  CHECK ("1 Orchard Rd\nSingapore 238801", "1 Orchard Rd", "238801", "Singapore", "", "", "SG");
  CHECK ("Calle 1\n28001 Madrid", "Calle 1", "28001", "Madrid", "", "Spain", "ES");
  CHECK ("9 Elm St\nTX", "9 Elm St", "", "", "TX", "", "US");
  g_assert_cmpint (rg_address_order ("", "NO")[0], ==, RG_ADDRESS_POSTCODE);
  g_assert_cmpint (rg_address_order ("", "GB")[0], ==, RG_ADDRESS_CITY);
  g_assert_cmpint (rg_address_order ("", "US")[1], ==, RG_ADDRESS_REGION);
  g_assert_cmpint (rg_address_order ("Singapore", "NO")[1], ==, RG_ADDRESS_POSTCODE);
  g_assert_cmpint (rg_address_order ("Dubai", NULL)[0], ==, RG_ADDRESS_POSTCODE);
  g_assert_cmpint (rg_address_order ("AE", "")[2], ==, RG_ADDRESS_POSTCODE);
}

static void
test_complete (void)
{
  g_assert_true (rg_address_is_complete ("Storgata 3", "", "Oslo"));
  g_assert_true (rg_address_is_complete ("Storgata 3", "0155", NULL));
  g_assert_true (rg_address_is_complete ("上京区", "602", ""));
  g_assert_false (rg_address_is_complete ("Storgata 3", " ", "-"));
  g_assert_false (rg_address_is_complete ("", "0155", "Oslo"));
  g_assert_false (rg_address_is_complete (NULL, "0155", "Oslo"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/format", test_format);
  g_test_add_func ("/address/countries", test_countries);
  g_test_add_func ("/address/complete", test_complete);
  return g_test_run ();
}
