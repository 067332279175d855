/** Tabs: directory and today's calls. */
import { BookUser, History } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Directory } from './directory-list.tsx';
import { HistoryList } from './history-list.tsx';

export function SidePanel() {
  const { t } = useTranslation();
  return (
    <aside className="card side-panel" aria-label={t('directory.title')}>
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={t('directory.title')}>
          <Tab id="directory" className="tab">
            <BookUser aria-hidden />
            {t('directory.title')}
          </Tab>
          <Tab id="history" className="tab">
            <History aria-hidden />
            {t('history.title')}
          </Tab>
        </TabList>
        <TabPanel id="directory" className="tab-panel">
          <Directory />
        </TabPanel>
        <TabPanel id="history" className="tab-panel">
          <HistoryList />
        </TabPanel>
      </Tabs>
    </aside>
  );
}
