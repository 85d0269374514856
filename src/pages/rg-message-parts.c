/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The parts of a message that only some people see, in words. */
#include "pages/rg-message-parts.h"

#include "base/rg-i18n.h"
#include "rules/rg-segment.h"

/* So many saved segments fit into a menu. */
#define RG_PARTS_SEGMENTS 20

char *
rg_message_part_dup_title (const RgMessagePart *part)
{
  /* Translators: %s is a sentence about customers: "Customers who live in Oslo." */
  return g_strdup_printf (_("A part only for: %s"), part->sentence);
}

static void
rg_message_parts_add (GtkBox *box, const RgMessagePart *part)
{
  g_autofree char *title = rg_message_part_dup_title (part);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

void
rg_message_parts_show (GtkBox *box, const RgCampaign *campaign, const RgShop *shop)
{
  g_autoptr (GPtrArray) parts = rg_campaign_find_parts (campaign, shop, NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < parts->len; i++)
    rg_message_parts_add (box, parts->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (box), parts->len > 0);
}

char *
rg_message_parts_dup_of_person (const RgCampaign *campaign, const RgShop *shop,
                                const RgCampaignPerson *person)
{
  g_autoptr (GPtrArray) parts = rg_campaign_find_parts (campaign, shop, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (parts->len, RG_PARTS_MOST); i++)
    {
      const RgMessagePart *part = parts->pdata[i];

      g_string_append (text, i > 0 ? "\n" : "");
      /* Translators: of one person, whose letter is shown: %s is a sentence about customers. */
      g_string_append_printf (text, (person->sees & 1u << i) != 0 ? _("Sees the part for: %s")
                                                                  : _("Without the part for: %s"),
                              part->sentence);
    }
  if (parts->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

static void
rg_message_parts_add_item (GMenu *menu, const char *action, const char *label, const char *rules)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", rules);
  g_menu_append_item (menu, item);
}

GMenuModel *
rg_message_parts_create_menu (GPtrArray *segments, const char *action)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) saved = g_menu_new ();

  for (guint i = 0; segments != NULL && i < MIN (segments->len, RG_PARTS_SEGMENTS); i++)
    {
      const RgCampaignSegment *segment = segments->pdata[i];
      RgNode *rule = rg_node_new_rule (rg_rule_kind_find ("segment"));
      const char *const names[] = { segment->name, NULL };
      g_autofree char *rules = NULL;

      rg_rule_set_names (&rule->rule, g_strdupv ((char **) names));
      rules = rg_rule_print (&rule->rule);
      rg_message_parts_add_item (saved, action, segment->name, g_strstrip (rules));
      rg_node_free (rule);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (saved));
  /* The text form of rules is the same in all languages. */
  rg_message_parts_add_item (menu, action, _("Customers of a City"), "city is \"Oslo\"");
  rg_message_parts_add_item (menu, action, _("Who Came Often"), "visits at least 5");
  return G_MENU_MODEL (menu);
}

void
rg_message_parts_insert (GtkTextBuffer *buffer, const char *rules)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL, *written = NULL, *shown = NULL;
  g_autoptr (RgTemplate) template = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  selected = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  written = g_strdup_printf ("{{only for %s}}\n%s\n{{end}}\n", rules,
                             /* Translators: stands in a letter until something is written there. */
                             *selected != '\0' ? selected : _("What only they read"));
  template = rg_template_new (written);
  shown = rg_template_dup_shown (template);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  if (!gtk_text_iter_starts_line (&start))
    gtk_text_buffer_insert (buffer, &start, "\n", -1);
  gtk_text_buffer_insert (buffer, &start, shown, -1);
  gtk_text_buffer_end_user_action (buffer);
}
