/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The id spine: whatever happens to the rows, what the list announced adds up to what it shows. */
#include "store/rg-spine.h"
#include "store/rg-store-customers.h"

#include "rg-test-shop.h"

/* Follows a list by its announcements alone, as a view does. */
typedef struct
{
  RgRowList *list;
  GArray *mirror;
  guint n_signals;
  guint most_added;
} Follower;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Follower *follower = data;

  follower->n_signals++;
  follower->most_added = MAX (follower->most_added, added);
  /* A view asks for each row that is added where others go. */
  g_assert_true (removed == 0 || added == 0 || (removed == added && added <= RG_SPINE_SLICE));
  g_assert_cmpuint (position + removed, <=, follower->mirror->len);
  if (removed)
    g_array_remove_range (follower->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      const gint64 id = rg_row_list_get_id (follower->list, position + i);

      g_array_insert_val (follower->mirror, position + i, id);
    }
  g_assert_cmpuint (follower->mirror->len, ==, g_list_model_get_n_items (model));
}

static void
follower_init (Follower *follower, RgStore *store)
{
  follower->list = rg_row_list_new (store, &rg_customers_source);
  follower->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  follower->n_signals = 0;
  follower->most_added = 0;
  g_signal_connect (follower->list, "items-changed", G_CALLBACK (items_changed_cb), follower);
}

static void
follower_clear (Follower *follower)
{
  g_signal_handlers_disconnect_by_data (follower->list, follower);
  g_assert_cmpuint (rg_row_list_n_alive (follower->list), ==, 0);
  g_assert_finalize_object (follower->list);
  g_array_unref (follower->mirror);
}

static void
settle (RgRowList *list)
{
  const gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  /* A change is announced through the main loop, then read: both must have had their turn. */
  do
    {
      for (int i = 0; i < 20; i++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (500);
        }
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  while (rg_row_list_is_loading (list) || g_main_context_pending (NULL));
}

static void
check_mirror (Follower *follower)
{
  for (guint i = 0; i < follower->mirror->len; i++)
    g_assert_cmpint (g_array_index (follower->mirror, gint64, i), ==,
                     rg_row_list_get_id (follower->list, i));
}

/* The names in the list's order, "A B C". */
static char *
dup_names (RgRowList *list)
{
  GListModel *model = G_LIST_MODEL (list);
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (held, g_list_model_get_item (model, i));
  settle (list);
  for (guint i = 0; i < held->len; i++)
    g_string_append_printf (names, "%s%s", i ? " " : "", rg_customer_get_name (held->pdata[i]));
  g_ptr_array_unref (held);
  return g_string_free_and_steal (names);
}

static gint64
save (RgStore *store, gint64 id, const char *name)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (GError) error = NULL;

  details->id = id;
  g_set_str (&details->name, name);
  rg_store_save_customer_sync (store, details, &id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_names (RgRowList *list, const char *expected)
{
  g_autofree char *names = NULL;

  settle (list);
  names = dup_names (list);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_follow (void)
{
  RgTestShop *test = rg_test_shop_new ();
  Follower follower;
  gint64 berit;
  g_autoptr (GError) error = NULL;

  follower_init (&follower, test->store);
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  assert_names (follower.list, "");

  save (test->store, 0, "Cato");
  berit = save (test->store, 0, "Berit");
  save (test->store, 0, "Anne");
  assert_names (follower.list, "Anne Berit Cato");

  /* A new name moves one row. */
  follower.n_signals = 0;
  save (test->store, berit, "Dag");
  assert_names (follower.list, "Anne Cato Dag");
  g_assert_cmpuint (follower.n_signals, ==, 2);
  check_mirror (&follower);

  follower.n_signals = 0;
  rg_store_delete_customer_sync (test->store, berit, NULL, &error);
  g_assert_no_error (error);
  assert_names (follower.list, "Anne Cato");
  g_assert_cmpuint (follower.n_signals, ==, 1);

  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, TRUE, NULL);
  assert_names (follower.list, "Cato Anne");
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, "cÁ");
  assert_names (follower.list, "Cato");
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, "nobody");
  assert_names (follower.list, "");
  check_mirror (&follower);
  follower_clear (&follower);
  rg_test_shop_free (test);
}

static gboolean
is_loaded (GListModel *model, guint position, RgCustomer **item)
{
  gboolean loaded;

  *item = g_list_model_get_item (model, position);
  g_object_get (*item, "loaded", &loaded, NULL);
  return loaded;
}

/* The same item for the same id while somebody holds it; nothing when nobody does. The first rows
 * come with the answer, later ones are read when they are asked for. */
static void
test_alive (void)
{
  RgTestShop *test = rg_test_shop_new ();
  Follower follower;
  GListModel *model;
  RgCustomer *first, *last;
  g_autoptr (RgCustomer) again = NULL;
  gboolean loaded;

  for (int i = 0; i <= RG_ROW_LIST_FIRST; i++)
    save (test->store, 0, "Anne");
  follower_init (&follower, test->store);
  model = G_LIST_MODEL (follower.list);
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  settle (follower.list);
  g_assert_true (is_loaded (model, 0, &first));
  again = g_list_model_get_item (model, 0);
  g_assert_true (first == again);
  g_assert_null (g_list_model_get_item (model, RG_ROW_LIST_FIRST + 1));
  g_assert_false (is_loaded (model, RG_ROW_LIST_FIRST, &last));
  settle (follower.list);
  g_object_get (last, "loaded", &loaded, NULL);
  g_assert_true (loaded);
  g_assert_cmpstr (rg_customer_get_name (last), ==, "Anne");
  g_assert_cmpuint (rg_row_list_n_alive (follower.list), ==, 2);
  g_object_unref (first);
  g_object_unref (last);
  g_clear_object (&again);
  follower_clear (&follower);
  rg_test_shop_free (test);
}

/* A row that came with an answer is not shown as it was then, once it has changed. */
static void
test_ready_is_dropped (void)
{
  RgTestShop *test = rg_test_shop_new ();
  Follower follower;
  const gint64 id = save (test->store, 0, "Anne");

  follower_init (&follower, test->store);
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  settle (follower.list);
  save (test->store, id, "Berit");
  assert_names (follower.list, "Berit");
  follower_clear (&follower);
  rg_test_shop_free (test);
}

/* What a view holds becomes what another question puts in its place, and is not taken away. */
static void
test_exchange (void)
{
  RgTestShop *test = rg_test_shop_new ();
  Follower follower;
  GListModel *model;
  RgCustomer *held, *again;

  save (test->store, 0, "Anne");
  save (test->store, 0, "Berit");
  save (test->store, 0, "Cato");
  follower_init (&follower, test->store);
  model = G_LIST_MODEL (follower.list);
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  settle (follower.list);
  held = g_list_model_get_item (model, 0);
  g_assert_cmpstr (rg_customer_get_name (held), ==, "Anne");
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, TRUE, NULL);
  settle (follower.list);
  g_assert_true (rg_row_list_was_replaced (follower.list));
  again = g_list_model_get_item (model, 0);
  g_assert_true (again == held);
  g_assert_cmpstr (rg_customer_get_name (held), ==, "Cato");
  g_assert_cmpint (rg_customer_get_id (held), ==, rg_row_list_get_id (follower.list, 0));
  g_object_unref (again);
  g_assert_cmpuint (rg_row_list_n_alive (follower.list), ==, 1);
  g_object_unref (held);
  assert_names (follower.list, "Cato Berit Anne");
  follower_clear (&follower);
  rg_test_shop_free (test);
}

/* Random edits of few and of many rows at once: the announcements always add up, and the order is
 * that of a list made anew. */
static void
test_random (void)
{
  RgTestShop *test = rg_test_shop_new ();
  Follower follower;

  follower_init (&follower, test->store);
  rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  for (int round = 0; round < 12; round++)
    {
      const int n_edits = g_test_rand_int_range (0, 3) == 0 ? 60 : 3;

      for (int i = 0; i < n_edits; i++)
        {
          const guint n = follower.mirror->len;
          const gboolean known = n > 0 && g_test_rand_int_range (0, 2) == 0;
          const gint64 id =
              known ? g_array_index (follower.mirror, gint64,
                                     g_test_rand_int_range (0, (gint32) n))
                    : 0;
          g_autofree char *name = g_strdup_printf ("N%05d", g_test_rand_int_range (0, 99999));

          save (test->store, id, name);
        }
      settle (follower.list);
      check_mirror (&follower);
    }
  {
    g_autoptr (RgRowList) anew = rg_row_list_new (test->store, &rg_customers_source);

    rg_row_list_set_query (anew, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
    settle (anew);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (anew)), ==, follower.mirror->len);
    for (guint i = 0; i < follower.mirror->len; i++)
      g_assert_cmpint (rg_row_list_get_id (anew, i), ==,
                       g_array_index (follower.mirror, gint64, i));
  }
  follower_clear (&follower);
  rg_test_shop_free (test);
}

/* An answer to an older question is dropped. */
static void
test_overtaken (void)
{
  RgTestShop *test = rg_test_shop_new ();
  Follower follower;

  save (test->store, 0, "Anne");
  save (test->store, 0, "Berit");
  follower_init (&follower, test->store);
  for (int i = 0; i < 20; i++)
    rg_row_list_set_query (follower.list, RG_CUSTOMERS_BY_NAME, FALSE, i % 2 ? "anne" : "berit");
  assert_names (follower.list, "Anne");
  g_assert_cmpuint (follower.n_signals, ==, 1);
  follower_clear (&follower);
  rg_test_shop_free (test);
}

/* Nobody waits for a list that went while its answer was under way. */
static void
test_dropped (void)
{
  RgTestShop *test = rg_test_shop_new ();
  RgRowList *list = rg_row_list_new (test->store, &rg_customers_source);
  g_autoptr (RgRowList) other = rg_row_list_new (test->store, &rg_customers_source);

  save (test->store, 0, "Anne");
  rg_row_list_set_query (list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  g_object_run_dispose (G_OBJECT (list));
  g_object_unref (list);
  rg_row_list_set_query (other, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  assert_names (other, "Anne");
  g_clear_object (&other);
  rg_test_shop_free (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-list/follow", test_follow);
  g_test_add_func ("/row-list/alive", test_alive);
  g_test_add_func ("/row-list/ready-is-dropped", test_ready_is_dropped);
  g_test_add_func ("/row-list/exchange", test_exchange);
  g_test_add_func ("/row-list/random", test_random);
  g_test_add_func ("/row-list/overtaken", test_overtaken);
  g_test_add_func ("/row-list/dropped", test_dropped);
  return g_test_run ();
}
