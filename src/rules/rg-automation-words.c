/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Automations in plain words. */
#include "rules/rg-automation.h"

#include "base/rg-i18n.h"

static const char *
rg_or_dots (const char *text)
{
  return *text != '\0' ? text : "…";
}

char *
rg_automation_when_sentence (const RgWhen *when)
{
  return when->kind->phrase (when);
}

static char *
rg_then_task_sentence (const RgThen *then)
{
  g_autofree char *task = NULL, *due = NULL, *may = NULL;

  /* Translators: here and below, the end of a sentence: “3 days after somebody buys Coffee, write a
   * task for Kim: call and ask.” %s is a person who works here. */
  task = *then->owner != '\0' ? g_strdup_printf (_("write a task for %s"), then->owner)
                              : g_strdup (_("write a task"));
  if (then->days > 0)
    /* Translators: %1$s is “write a task for Kim”. */
    due = g_strdup_printf (P_("%1$s, due in %2$d day", "%1$s, due in %2$d days", then->days), task,
                           then->days);
  if (then->allowed)
    /* Translators: %s is “write a task for Kim”; only where the customer allows some way of
     * getting in touch. */
    may = g_strdup_printf (_("%s, if they may be contacted"), due != NULL ? due : task);
  /* Translators: %1$s is “write a task for Kim”, %2$s what is to do, in somebody's own words. */
  return g_strdup_printf (_("%1$s: %2$s"), may != NULL ? may : due != NULL ? due : task,
                          rg_or_dots (then->text));
}

static char *
rg_then_coupon_sentence (const RgThen *then)
{
  if (then->days == 0)
    /* Translators: the end of a sentence; %s is what a coupon gives, in somebody's own words:
     * “NOK 50 off coffee”. */
    return g_strdup_printf (_("give them a coupon: %s"), rg_or_dots (then->text));
  /* Translators: the same of one that lapses. */
  return g_strdup_printf (P_("give them a coupon for %1$d day: %2$s",
                             "give them a coupon for %1$d days: %2$s", then->days),
                          then->days, rg_or_dots (then->text));
}

char *
rg_then_sentence (const RgThen *then)
{
  switch (then->id)
    {
    case RG_THEN_TAG:
      return g_strdup_printf (_("add the tag “%s”"), rg_or_dots (then->name));
    case RG_THEN_DRAFT:
      return g_strdup_printf (_("put them into a draft of the campaign “%s”"),
                              rg_or_dots (then->name));
    case RG_THEN_ADD:
      return g_strdup_printf (_("add them to the campaign “%s”"), rg_or_dots (then->name));
    case RG_THEN_FILL:
      /* Translators: what to fill in, and the name of a field. */
      return g_strdup_printf (_("fill in “%1$s” as “%2$s”"), rg_or_dots (then->text),
                              rg_or_dots (then->name));
    case RG_THEN_COUPON:
      return rg_then_coupon_sentence (then);
    case RG_THEN_TASK:
    case RG_N_THENS:
    default:
      return rg_then_task_sentence (then);
    }
}

static char *
rg_automation_then_sentence (const RgAutomation *automation)
{
  char *all = NULL;

  for (guint i = 0; i < automation->then->len; i++)
    {
      g_autofree char *one = rg_then_sentence (automation->then->pdata[i]);
      g_autofree char *before = all;

      /* Translators: joins what is done: “add the tag “thanked”, and write a task”. */
      all = before != NULL ? g_strdup_printf (_("%1$s, and %2$s"), before, one)
                           : g_strdup (one);
    }
  return all != NULL ? all : g_strdup ("…");
}

/* The words of a task may end a sentence themselves. */
static char *
rg_sentence_end_once (char *sentence)
{
  g_autoptr (GString) out = g_string_new_take (sentence);

  g_string_replace (out, "….", "…", 0);
  if (out->len > 1 && g_str_has_suffix (out->str, ".."))
    g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
rg_automation_sentence (const RgAutomation *automation)
{
  g_autofree char *when = rg_automation_when_sentence (&automation->when);
  g_autofree char *then = rg_automation_then_sentence (automation);

  if (*automation->segment == '\0')
    /* Translators: “When somebody buys Coffee, add the tag “thanked”.” */
    return rg_sentence_end_once (g_strdup_printf (_("%1$s, %2$s."), when, then));
  /* Translators: “When somebody buys Coffee, if they are in “Regulars”, add the tag “thanked”.” */
  return rg_sentence_end_once (g_strdup_printf (_("%1$s, if they are in “%2$s”, %3$s."), when,
                                                automation->segment, then));
}
