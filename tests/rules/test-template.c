/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Merge fields: what is merged, where a problem stands, and that nothing is read twice. */
#include "rules/rg-template.h"

#include <string.h>

static const char *const ase[RG_N_FIELDS] = { "Åse", "Dahl", "Åse Dahl", "Oslo", "Fjordbok",
                                              "21 Nov 2026", [RG_FIELD_OFFER] = "10 % off",
                                              [RG_FIELD_OFFER_UNTIL] = "30 Nov 2026" };

static void
check (const char *text, const char *expected)
{
  g_autoptr (RgTemplate) template = rg_template_new (text);
  g_autofree char *got = rg_template_render (template, ase, NULL);

  g_assert_cmpuint (rg_template_n_problems (template), ==, 0);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_render (void)
{
  check ("", "");
  check ("No fields { at } all.", "No fields { at } all.");
  check ("{{first name}}", "Åse");
  check ("Dear {{ First  Name }},\n\nfrom {{shop_name}}", "Dear Åse,\n\nfrom Fjordbok");
  check ("{{first name|friend}}{{last-name}}", "ÅseDahl");
  check ("{{Offer}}, until {{offer-until}}", "10 % off, until 30 Nov 2026");
  check ("{{name}} {{city}} {{today}}.", "Åse Dahl Oslo 21 Nov 2026.");
}

static void
test_fallback (void)
{
  const char *const nobody[RG_N_FIELDS] = { NULL, "" };
  g_autoptr (RgTemplate) template = rg_template_new ("Dear {{first name| friend }}, {{last name}}"
                                                     "{{city|}}!");
  guint missing;
  g_autofree char *got = rg_template_render (template, nobody, &missing);

  g_assert_cmpstr (got, ==, "Dear friend, !");
  g_assert_cmpuint (missing, ==, 1u << RG_FIELD_LAST_NAME);
  g_assert_true (rg_template_uses (template, RG_FIELD_CITY));
  g_assert_false (rg_template_uses (template, RG_FIELD_TODAY));
}

/* `marked` is the text with the problem between \\1 and \\2. */
static void
check_problem (const char *marked, const char *words)
{
  g_auto (GStrv) around = g_strsplit_set (marked, "\1\2", 3);
  g_autofree char *text = g_strconcat (around[0], around[1], around[2], NULL);
  g_autoptr (RgTemplate) template = rg_template_new (text);
  g_autofree char *got = rg_template_render (template, ase, NULL);
  const RgTemplateProblem *problem;

  g_assert_cmpuint (rg_template_n_problems (template), ==, 1);
  problem = rg_template_get_problem (template, 0);
  g_assert_cmpuint (problem->offset, ==, strlen (around[0]));
  g_assert_cmpuint (problem->length, ==, strlen (around[1]));
  g_assert_nonnull (strstr (problem->sentence, words));
}

static void
test_problems (void)
{
  check_problem ("Kjære {{first name}} \1{{frist name}}\2!", "There is no field {{frist name}}");
  check_problem ("\1{{}}\2", "There is no field {{}}");
  check_problem ("å \1{{stamps|0}}\2", "You can use {{first name}}, {{last name}}");
  check_problem ("Dear \1{{first name,\2\nhello {{city}}", "not closed");
  check_problem ("Dear \1{{first name \2{{city}}", "not closed");
  check_problem ("\1{{\2", "not closed");
  check_problem ("first name\1}}\2 there", "close nothing");
  check_problem ("Dear \1{first name}\2,", "two braces");
  check_problem ("Dear \1{first name}}\2,", "two braces");
  check_problem ("Dear \1{Name|friend}\2,", "two braces");
}

static void
test_several_problems (void)
{
  g_autoptr (RgTemplate) template = rg_template_new ("{{a}} {{b}} {{name");

  g_assert_cmpuint (rg_template_n_problems (template), ==, 3);
  g_assert_cmpuint (rg_template_get_problem (template, 1)->offset, ==, 6);
  g_assert_cmpuint (rg_template_get_problem (template, 2)->offset, ==, 12);
}

/* A name that looks like a field, like markup or like a line break stays a name. */
static void
test_hostile_values (void)
{
  const char *const values[RG_N_FIELDS] = { "{{last name}}", "<b>&amp;",
                                            "a\nb\tc\xe2\x80\xae" "d" };
  g_autoptr (RgTemplate) template = rg_template_new ("{{first name}} {{last name}} {{name}}");
  g_autofree char *got = rg_template_render (template, values, NULL);

  g_assert_cmpstr (got, ==, "{{last name}} <b>&amp; a b cd");
}

/* Found by the random texts: a fallback of one brace ran into the closing ones. */
static void
test_brace_as_fallback (void)
{
  g_autoptr (RgTemplate) template = rg_template_new ("{{first name|} }}");
  g_autofree char *stored = rg_template_dup_stored (template);
  g_autoptr (RgTemplate) again = rg_template_new (stored);
  g_autofree char *one = rg_template_render (template, ase, NULL);
  g_autofree char *two = rg_template_render (again, ase, NULL);

  g_assert_cmpstr (one, ==, two);
}

/* Any text can be read, is drawn without loss where it has no field, and is stored and shown as the
 * same message. */
static void
test_any_text (void)
{
  static const char *const pieces[] = { "{", "}", "{{", "}}", "|", "\n", "first name", "å", "x",
                                        "{{city}}", " ", "🙂" };

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RgTemplate) template = NULL, again = NULL;
      g_autofree char *stored = NULL, *one = NULL, *two = NULL;
      int n = g_test_rand_int_range (0, 12);

      for (int i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      template = rg_template_new (text->str);
      for (guint i = 0; i < rg_template_n_problems (template); i++)
        {
          const RgTemplateProblem *problem = rg_template_get_problem (template, i);

          g_assert_cmpuint (problem->offset + problem->length, <=, text->len);
          g_assert_cmpuint (problem->length, >, 0);
          g_assert_true (g_utf8_validate (text->str + problem->offset, (gssize) problem->length,
                                          NULL));
        }
      stored = rg_template_dup_stored (template);
      again = rg_template_new (stored);
      one = rg_template_render (template, ase, NULL);
      two = rg_template_render (again, ase, NULL);
      g_assert_cmpstr (one, ==, two);
      g_assert_cmpuint (rg_template_n_problems (template), ==, rg_template_n_problems (again));
    }
}

/* The shop's own fields have the names that the shop gave them, in any way of writing; a name that
 * all shops know comes first. */
static void
test_own (void)
{
  static char *own[] = { (char *) "Shoe size", (char *) "City", (char *) "Größe", NULL };
  static char *known[] = { (char *) "42", (char *) "never", (char *) "", NULL };
  static const char text[] = "{{shoe-SIZE}} {{City}} {{grösse|?}}{{größe| none }}{{Größe}}";
  g_autoptr (RgTemplate) template = rg_template_new_for (text, own);
  g_autoptr (RgTemplate) without = rg_template_new (text);
  const RgTemplateValues values = { .fields = ase, .own = known };
  RgTemplateGaps gaps = { 0 };
  g_autofree char *got = rg_template_render_for (template, &values, RG_TEMPLATE_TEXT, &gaps);
  g_autofree char *stored = rg_template_dup_stored (template);
  g_autofree char *kept = rg_template_dup_stored (without);

  g_assert_cmpstr (got, ==, "42 Oslo ?none");
  g_assert_cmpuint (gaps.missing, ==, 1u << RG_FIELD_SHOPS_OWN);
  g_assert_cmpuint (rg_template_n_problems (template), ==, 0);
  g_assert_true (rg_template_uses (template, RG_FIELD_SHOPS_OWN));
  g_assert_cmpstr (stored, ==, "{{Shoe size}} {{city}} {{Größe|?}}{{Größe|none}}{{Größe}}");
  /* Without the shop they are problems, and what was written stays. */
  g_assert_cmpuint (rg_template_n_problems (without), ==, 4);
  g_assert_cmpstr (kept, ==, "{{shoe-SIZE}} {{city}} {{grösse|?}}{{größe| none }}{{Größe}}");
  g_assert_nonnull (strstr (rg_template_get_problem (without, 0)->sentence, "{{today}}"));
  g_assert_null (strstr (rg_template_get_problem (without, 0)->sentence, "own fields"));
}

/* --- products --- */

#define HOSTILE "<b>Mug</b>\n# x\r\n\u2028{{coupon}} [y](https://z.example) \u202e"

static char *left[] = { (char *) "Kettle", (char *) "Filter", (char *) HOSTILE,
                        (char *) "Beans", NULL };
static char *left_lines[] = { (char *) "Kettle, last time 49", (char *) "Filter", (char *) HOSTILE,
                              (char *) "Beans", NULL };

static char *
render_products (const char *text, RgTemplateForm form, RgTemplateGaps *gaps)
{
  const RgTemplateValues values = { .fields = ase, .products = { left },
                                    .product_lines = { left_lines } };
  g_autoptr (RgTemplate) template = rg_template_new (text);

  return rg_template_render_for (template, &values, form, gaps);
}

static void
check_products (const char *text, RgTemplateForm form, const char *expected)
{
  g_autofree char *got = render_products (text, form, NULL);

  g_assert_cmpstr (got, ==, expected);
}

/* In words, as a list, and in the subject; so many as were asked for. A name stays a name. */
static void
test_products (void)
{
  RgTemplateGaps gaps;
  g_autofree char *none = NULL;
  g_autoptr (RgTemplate) written = rg_template_new ("{{Products  LEFT 2 | x}} {{products due 11}}");
  g_autofree char *stored = rg_template_dup_stored (written);

  check_products ("See {{products left 2}}.", RG_TEMPLATE_TEXT, "See Kettle and Filter.");
  check_products ("Hi\n {{products left 2}} \nBye", RG_TEMPLATE_TEXT,
                  "Hi\n - Kettle, last time 49\n- Filter \nBye");
  check_products ("Hi\n{{products left 2}}\nBye", RG_TEMPLATE_LINES,
                  "Hi\n\u2028Kettle, last time 49\u2028Filter\nBye");
  check_products ("{{products left 1}}", RG_TEMPLATE_LINE, "Kettle");
  check_products ("{{products left}}", RG_TEMPLATE_LINES,
                  "\u2028Kettle, last time 49\u2028Filter\u2028<b>Mug</b> # x   {{coupon}} "
                  "[y](https://z.example) ");
  none = render_products ("{{products due|our shelf}}{{products left}}{{products looked at}}",
                          RG_TEMPLATE_TEXT, &gaps);
  g_assert_true (g_str_has_prefix (none, "our shelfKettle, Filter and <b>Mug</b> # x  "));
  g_assert_null (strstr (none, "\n"));
  g_assert_cmpuint (gaps.fallen, ==, 1u << RG_FIELD_PRODUCTS_DUE);
  g_assert_cmpuint (gaps.missing, ==, 1u << RG_FIELD_PRODUCTS_LOOKED);
  g_assert_cmpuint (gaps.filled, ==, 1u << RG_FIELD_PRODUCTS_LEFT);
  /* How many is kept; no more than ten fit. */
  g_assert_cmpstr (stored, ==, "{{products left 2|x}} {{products due 11}}");
  g_assert_cmpuint (rg_template_n_problems (written), ==, 1);
}

/* What keeps its lines in the file is read with each item on its own. */
static void
test_text (void)
{
  static const char *const texts[] = { "One\n{{products left 2}}\n\nTwo", "{{products left 2}}",
                                       "Of\n{{products due|None}}", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *lines = render_products (texts[i], RG_TEMPLATE_LINES, NULL);
      g_autofree char *text = rg_template_dup_text (lines);

      check_products (texts[i], RG_TEMPLATE_TEXT, text);
    }
}

/* --- what only some people see --- */

/* holds: "10" where the first condition holds and the second does not. */
static void
check_parts (const char *text, const char *holds, RgTemplateForm form, const char *expected)
{
  g_autoptr (RgTemplate) template = rg_template_new (text);
  guint8 flags[8] = { 0 };
  const RgTemplateValues values = { .fields = ase, .holds = flags };
  g_autofree char *got = NULL;

  g_assert_cmpuint (rg_template_n_conditions (template), ==, strlen (holds));
  for (guint i = 0; holds[i] != '\0'; i++)
    flags[i] = holds[i] == '1';
  got = rg_template_render_for (template, &values, form, NULL);
  g_assert_cmpstr (got, ==, expected);
}

#define OSLO "{{only for city is \"Oslo\"}}"

static void
test_only_some (void)
{
  static const char letter[] = "Dear {{first name}},\n\n" OSLO "\nCome by.\n{{end}}\n\nBye";

  check_parts (letter, "1", RG_TEMPLATE_TEXT, "Dear Åse,\n\nCome by.\n\nBye");
  check_parts (letter, "0", RG_TEMPLATE_TEXT, "Dear Åse,\n\nBye");
  check_parts (letter, "1", RG_TEMPLATE_LINES, "Dear Åse,\n\n\nCome by.\n\n\nBye");
  check_parts (letter, "0", RG_TEMPLATE_LINES, "Dear Åse,\n\n\n\n\n\nBye");
  check_parts ("Hi " OSLO "you {{Only For: City is \"voss\"}}", "10", RG_TEMPLATE_LINE, "Hi you ");
  check_parts ("A" OSLO "B\n{{city}}\nC{{ end }}D", "0", RG_TEMPLATE_TEXT, "A\nD");
  check_parts (OSLO "only{{end}}", "0", RG_TEMPLATE_TEXT, "");
  check_parts ("Empty lines\n\n\nstay.", "", RG_TEMPLATE_TEXT, "Empty lines\n\n\nstay.");
}

/* What is wrong is said where it stands; what can be read is written in one way. */
static void
test_only_problems (void)
{
  static const struct { const char *text, *sentence; } wrong[] = {
    { "{{only for city is}}a{{end}}", "For whom this is cannot be read: " },
    { "{{only for}}a{{end}}", "Say for whom" },
    { OSLO "a", "Write {{end}} where it ends" },
    { "a{{end}}", "This ends nothing" },
    { OSLO "a" OSLO "b{{end}}", "cannot stand in another" },
  };
  g_autoptr (RgTemplate) good = rg_template_new ("{{ONLY FOR:city is \"Oslo\" }}\n{{End}}");
  g_autofree char *stored = rg_template_dup_stored (good);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (RgTemplate) template = rg_template_new (wrong[i].text);

      g_assert_cmpuint (rg_template_n_problems (template), >, 0);
      g_assert_nonnull (strstr (rg_template_get_problem (template, 0)->sentence,
                                wrong[i].sentence));
    }
  g_assert_cmpuint (rg_template_n_problems (good), ==, 0);
  g_assert_cmpstr (stored, ==, OSLO "\n{{end}}");
  g_assert_cmpstr (rg_template_get_condition (good, 0), ==, "city is \"Oslo\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/render", test_render);
  g_test_add_func ("/template/fallback", test_fallback);
  g_test_add_func ("/template/problems", test_problems);
  g_test_add_func ("/template/several-problems", test_several_problems);
  g_test_add_func ("/template/hostile-values", test_hostile_values);
  g_test_add_func ("/template/brace-as-fallback", test_brace_as_fallback);
  g_test_add_func ("/template/any-text", test_any_text);
  g_test_add_func ("/template/own", test_own);
  g_test_add_func ("/template/products", test_products);
  g_test_add_func ("/template/text", test_text);
  g_test_add_func ("/template/only-some", test_only_some);
  g_test_add_func ("/template/only-problems", test_only_problems);
  return g_test_run ();
}
