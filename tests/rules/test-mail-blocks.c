/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages cut into blocks, their two twins, and names that try to be more than names. */
#include "rules/rg-mail-blocks.h"

#include <string.h>

#include "rules/rg-template.h"

static const RgMailFoot foot = { "Fjordbok\nStorgata 3", "Answer with “unsubscribe”.",
                                 "shop@example.org" };

/* A message merged for somebody of that name. */
static GPtrArray *
blocks_for (const char *message, const char *name)
{
  const char *const values[RG_N_FIELDS] = { [RG_FIELD_NAME] = name, [RG_FIELD_FIRST_NAME] = name,
                                            [RG_FIELD_COUPON] = "K7QW-3FHD-XA9M",
                                            [RG_FIELD_OFFER] = name };
  g_autoptr (RgTemplate) template = rg_template_new (message);
  g_autofree char *body = rg_template_render (template, values, NULL);

  return rg_mail_blocks_new (message, body, "K7QW-3FHD-XA9M");
}

static const char kinds[] = { [RG_BLOCK_TEXT] = 't', [RG_BLOCK_HEADING] = 'h',
                              [RG_BLOCK_BUTTON] = 'b', [RG_BLOCK_COUPON] = 'c',
                              [RG_BLOCK_LIST] = 'l' };

/* "h:Words|b:Words>link" */
static char *
describe (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RgMailBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (out, "%s%c:%s%s%s", i > 0 ? "|" : "", kinds[block->kind],
                              block->text, block->link != NULL ? ">" : "",
                              block->link != NULL ? block->link : "");
    }
  return g_string_free (out, FALSE);
}

static void
check (const char *message, const char *name, const char *expected)
{
  g_autoptr (GPtrArray) blocks = blocks_for (message, name);
  g_autofree char *got = describe (blocks);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_blocks (void)
{
  check ("", "Ann", "");
  check ("\n \n", "Ann", "");
  check ("Hi {{name}}", "Ann", "t:Hi Ann");
  check ("One\ntwo\n\n\nthree", "Ann", "t:One\ntwo|t:three");
  check ("# For {{name}}\nText\r\n## Small\n#no heading", "Ann",
         "h:For Ann|t:Text|h:Small|t:#no heading");
  check ("- one\n- {{name}}\n\n- three\nText\n-5 %", "Ann",
         "l:one\nAnn|l:three|t:Text\n-5 %");
  check ("[For {{name}}](https://shop.example/?a=1)", "Ann", "b:For Ann>https://shop.example/?a=1");
  check ("[Use it](https://shop.example/{{coupon}})", "Ann",
         "b:Use it>https://shop.example/K7QW-3FHD-XA9M");
  check ("[Call](tel:+4712345678)\n[Write](mailto:a@b.example)", "Ann",
         "b:Call>tel:+4712345678|b:Write>mailto:a@b.example");
  check ("{{coupon}}\nand {{coupon}}", "Ann", "c:K7QW-3FHD-XA9M|t:and K7QW-3FHD-XA9M");
  check ("# {{city}}\n- {{city}}\n{{city}}\n[{{city}}](https://x.example)", "Ann", "");
}

/* What is no address that can be opened is text. */
static void
test_no_link (void)
{
  static const char *const bad[] = {
    "[Go](javascript:alert(1))", "[Go](shop.example)", "[Go](https://)", "[Go](data:text/html,x)",
    "[Go](https://a b)", "[Go](https://a\"b)", "[Go](https://a<b)", "[](https://a.example)",
    "[Go] (https://a.example)", "Go [here](https://a.example)", "[Go](https://a.example/{{name}})",
    "[Go](https://a.example/{{nothing}})", "[Go](file:///etc/passwd)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray) blocks = blocks_for (bad[i], "Ann");

      g_assert_cmpuint (blocks->len, ==, 1);
      g_assert_cmpint (((RgMailBlock *) g_ptr_array_index (blocks, 0))->kind, ==, RG_BLOCK_TEXT);
    }
}

static const char *const hostile[] = {
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;b&gt;",
  "</p></div></body>", "# Heading", "- item", "[Win](https://evil.example)",
  "](https://evil.example)", "x](https://evil.example)[y", "{{coupon}}", "{{name}}", "<!-- ", "-->",
  "<style>*{display:none}</style>", "javascript:alert(1)", "\n# Heading\n[W](https://evil.example)",
  "\xe2\x80\xa8# Heading", "\xe2\x80\xae" "evil", "]]>", "&#60;script&#62;", "%s%n", "\\",
  "\r\n.\r\n",
};

/* The tags of the HTML and what stands in them, without any words. */
static char *
skeleton (const char *html)
{
  GString *out = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *at = html; *at != '\0'; at++)
    {
      inside |= *at == '<';
      if (inside)
        g_string_append_c (out, *at);
      inside &= *at != '>';
    }
  return g_string_free (out, FALSE);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at++)
    n += *at == '\n';
  return n;
}

/* Whatever the name, the e-mail has the blocks, tags and links of one to Ann. */
static void
test_hostile (void)
{
  const char *message = "# Hello {{name}}\n\nDear {{first name}},\n{{offer}}\n{{name}}\n\n"
                        "[{{name}}](https://shop.example/{{coupon}})\n- {{name}}\n\n{{coupon}}";
  g_autoptr (GPtrArray) plain = blocks_for (message, "Ann");
  g_autofree char *html = rg_mail_blocks_print_html (plain, "For Ann", &foot);
  g_autofree char *tags = skeleton (html);
  g_autofree char *words = rg_mail_blocks_print_text (plain, &foot);
  const guint n_lines = count_lines (words);

  g_assert_cmpuint (plain->len, ==, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GPtrArray) blocks = blocks_for (message, hostile[i]);
      g_autofree char *subject = g_strdup_printf ("For %s", hostile[i]);
      g_autofree char *twin = rg_mail_blocks_print_html (blocks, subject, &foot);
      g_autofree char *got = skeleton (twin);
      g_autofree char *text = rg_mail_blocks_print_text (blocks, &foot);

      g_assert_cmpuint (blocks->len, ==, plain->len);
      g_assert_cmpstr (got, ==, tags);
      for (guint b = 0; b < blocks->len; b++)
        {
          const RgMailBlock *one = g_ptr_array_index (plain, b);
          const RgMailBlock *other = g_ptr_array_index (blocks, b);

          g_assert_cmpint (one->kind, ==, other->kind);
          g_assert_cmpstr (one->link, ==, other->link);
        }
      g_assert_cmpuint (count_lines (text), ==, n_lines);
    }
}

/* Both twins say the same words in the same order. */
static void
test_twins (void)
{
  g_autoptr (GPtrArray) blocks = blocks_for (
    "# News & more\n\nDear {{name}},\nit's \"here\".\n\n- a < b\n- c\n\n"
    "[Look](https://shop.example/?a=1&b=2)\n\n{{coupon}}", "Åse");
  g_autofree char *text = rg_mail_blocks_print_text (blocks, &foot);
  g_autofree char *html = rg_mail_blocks_print_html (blocks, "S & P", &foot);

  g_assert_cmpstr (text, ==,
                   "News & more\n\nDear Åse,\nit's \"here\".\n\n- a < b\n- c\n\n"
                   "Look:\nhttps://shop.example/?a=1&b=2\n\nK7QW-3FHD-XA9M\n\n"
                   "-- \nFjordbok\nStorgata 3\n\nAnswer with “unsubscribe”.\n");
  g_assert_nonnull (strstr (html, "<title>S &amp; P</title>"));
  g_assert_nonnull (strstr (html, "Dear Åse,<br>\nit&apos;s &quot;here&quot;.</p>"));
  g_assert_nonnull (strstr (html, "<li>a &lt; b</li>\n<li>c</li>"));
  g_assert_nonnull (strstr (html, "href=\"https://shop.example/?a=1&amp;b=2\""));
  g_assert_nonnull (strstr (html, ">K7QW-3FHD-XA9M</p>"));
  g_assert_nonnull (strstr (html, "href=\"mailto:shop@example.org?subject=unsubscribe\""));
  g_assert_nonnull (strstr (html, "Fjordbok<br>\nStorgata 3</p>"));
  /* Nothing is fetched from anywhere. */
  g_assert_null (strstr (html, "src="));
  g_assert_null (strstr (html, "url("));
  g_assert_null (strstr (html, "<link"));
}

/* A body of other lines than its message, as a file of somebody else may have it, is text. */
static void
test_other_lines (void)
{
  g_autoptr (GPtrArray) blocks = rg_mail_blocks_new ("# One\ntwo", "# One\n[Go](https://a.b)\n# x",
                                                     NULL);
  g_autofree char *got = describe (blocks);

  g_assert_cmpstr (got, ==, "t:# One\n[Go](https://a.b)\n# x");
}

/* A list of products is one, whatever their names try to be; a name among words makes none. */
static void
test_products (void)
{
  char *names[] = { (char *) "<img src=x>", (char *) "# a\n- b\u2028c {{coupon}}",
                    (char *) "[d](https://e.example)", NULL };
  const char *const nothing[RG_N_FIELDS] = { NULL };
  const RgTemplateValues values = { .fields = nothing, .products = { names },
                                    .product_lines = { names } };
  const char *message = "# Left\n{{products left}}\n{{products left 1}} wait\n"
                        "{{products due|None}}";
  g_autoptr (RgTemplate) template = rg_template_new (message);
  g_autofree char *body = rg_template_render_for (template, &values, RG_TEMPLATE_LINES, NULL);
  g_autoptr (GPtrArray) blocks = rg_mail_blocks_new (message, body, "K7QW-3FHD-XA9M");
  g_autofree char *got = describe (blocks);
  g_autofree char *html = rg_mail_blocks_print_html (blocks, "Left", NULL);
  g_autofree char *text = rg_mail_blocks_print_text (blocks, NULL);

  g_assert_cmpstr (got, ==, "h:Left|l:<img src=x>\n# a - b c {{coupon}}\n[d](https://e.example)|"
                            "t:<img src=x> wait\nNone");
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "href"));
  g_assert_nonnull (strstr (html, "<li>&lt;img src=x&gt;</li>"));
  g_assert_nonnull (strstr (text, "- # a - b c {{coupon}}\n"));
}

/* A block is one whoever it is for, and nobody finds a trace of what is for others. */
static void
test_only_some (void)
{
  const char *message = "Hi\n{{only for city is \"Oslo\"}}\n# Come\n- by\n{{end}}\n"
                        "{{only for city is \"Voss\"}}[See](https://shop.example){{end}}\nBye";
  const char *const nothing[RG_N_FIELDS] = { NULL };
  g_autoptr (RgTemplate) template = rg_template_new (message);
  static const char *const expected[] = { "t:Hi|t:Bye", "t:Hi|h:Come|l:by|t:Bye",
                                          "t:Hi|b:See>https://shop.example|t:Bye",
                                          "t:Hi|h:Come|l:by|b:See>https://shop.example|t:Bye" };

  for (guint i = 0; i < 4; i++)
    {
      const guint8 holds[] = { i & 1, i >> 1 };
      const RgTemplateValues values = { .fields = nothing, .holds = holds };
      g_autofree char *body = rg_template_render_for (template, &values, RG_TEMPLATE_LINES, NULL);
      g_autoptr (GPtrArray) blocks = rg_mail_blocks_new (message, body, NULL);
      g_autofree char *got = describe (blocks);

      g_assert_cmpstr (got, ==, expected[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-blocks/blocks", test_blocks);
  g_test_add_func ("/mail-blocks/no-link", test_no_link);
  g_test_add_func ("/mail-blocks/hostile", test_hostile);
  g_test_add_func ("/mail-blocks/twins", test_twins);
  g_test_add_func ("/mail-blocks/other-lines", test_other_lines);
  g_test_add_func ("/mail-blocks/products", test_products);
  g_test_add_func ("/mail-blocks/only-some", test_only_some);
  return g_test_run ();
}
