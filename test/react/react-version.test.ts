import { version } from 'react';
import { version as domVersion } from 'react-dom';
import { expect, it } from 'vitest';

it('runs with the React that this project is for', () => {
  expect([version.split('.')[0], domVersion.split('.')[0]]).toEqual([
    process.env.REACT_MAJOR,
    process.env.REACT_MAJOR,
  ]);
});
